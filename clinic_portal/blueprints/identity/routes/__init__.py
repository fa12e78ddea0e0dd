"""The views of identity, one resource a file."""
