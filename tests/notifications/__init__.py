"""What patients are told, when, and how it leaves the house."""
