"""What is done to the waiting list, one verb a file."""
