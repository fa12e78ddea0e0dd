"""The receptionist's agenda."""
