"""Open views hear that what they show has changed: a pass to listen, and the news."""
