"""The pages of identity: signing in and out, one's sessions, one's password, one's language."""
