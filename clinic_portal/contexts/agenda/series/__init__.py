"""Appointments that come again."""
