"""Real servers that live inside the checkout: PostgreSQL and Valkey from installed wheels, nothing on the machine."""
