"""What can be done to catalogs, one use case a file."""
