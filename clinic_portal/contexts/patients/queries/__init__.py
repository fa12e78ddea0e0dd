"""What is read about patients: statements composed once, answers as the door's own values."""
