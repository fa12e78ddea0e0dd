"""The room of the agenda: it owns the clinic's capacity."""
