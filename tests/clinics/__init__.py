"""Clinics and how they are furnished."""
