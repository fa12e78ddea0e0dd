"""The views of clinics, one resource a file."""
