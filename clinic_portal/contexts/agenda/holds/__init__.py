"""Places that are held while a form is filled in."""
