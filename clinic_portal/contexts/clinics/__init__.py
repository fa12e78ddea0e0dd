"""The room of clinics."""
