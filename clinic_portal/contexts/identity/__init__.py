"""The room of identity."""
