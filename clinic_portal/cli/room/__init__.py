"""`./dev new-context NAME`: a new room of the same shape in all three wings."""
