"""Recalls: patients who are due to come again."""
