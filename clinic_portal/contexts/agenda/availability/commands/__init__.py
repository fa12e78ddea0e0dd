"""What can be done to availability, one matter a file."""
