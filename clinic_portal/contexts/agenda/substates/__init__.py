"""States of the clinic's own."""
