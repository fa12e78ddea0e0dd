"""The room of patients."""
