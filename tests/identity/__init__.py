"""Signing in, sessions, passwords and memberships."""
