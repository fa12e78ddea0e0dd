"""What this machine can do for the same pages: a minimal WSGI function, raw psycopg, f-strings."""
