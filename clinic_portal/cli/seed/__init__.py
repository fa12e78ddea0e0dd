"""Data to look at and to measure with: the demo's cast, and houses of many clinics."""
