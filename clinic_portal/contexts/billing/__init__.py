"""The room of billing."""
