"""What those who run the portal see and do."""
