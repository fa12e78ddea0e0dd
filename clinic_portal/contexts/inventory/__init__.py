"""The room of inventory."""
