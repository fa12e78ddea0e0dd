"""Thousands of browsers in a process of their own, so that their cost is not the servers'."""
