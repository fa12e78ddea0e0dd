"""`doctor`: says in plain words what is wrong with a portal."""
