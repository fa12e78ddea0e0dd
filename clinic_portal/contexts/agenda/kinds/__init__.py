"""The kinds of appointment."""
