"""Patients who book by themselves: which times they are offered, how they prove who they are, what becomes of it."""
