"""The pages of clinics: how a clinic is furnished."""
