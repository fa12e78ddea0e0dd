"""The pages of clinics."""
