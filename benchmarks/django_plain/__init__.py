"""The agenda's day, the type-ahead and the booking as a plain Django project on the same tables."""
