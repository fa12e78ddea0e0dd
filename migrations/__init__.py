"""The database's shape, step by step; run as the owner."""
