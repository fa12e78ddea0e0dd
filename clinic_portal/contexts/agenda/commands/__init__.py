"""What can be done in the agenda, one verb a file."""
