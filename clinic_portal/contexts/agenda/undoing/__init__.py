"""Deeds that can be taken back, and the places that they gave up."""
