"""The door of price lists, near and far."""
