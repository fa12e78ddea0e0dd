"""A clinic's view of a catalog as rows of a file, written and read."""
