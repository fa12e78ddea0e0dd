"""What notifications do, one verb a file."""
