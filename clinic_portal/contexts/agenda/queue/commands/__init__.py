"""What can be done in the waiting room, one verb a file."""
