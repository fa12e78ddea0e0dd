"""What is decided about patients, without asking anybody."""
