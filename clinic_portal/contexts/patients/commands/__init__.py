"""What is done to patients, one verb a file."""
