"""Identity and access: people, their passwords and sessions, and where they belong."""
