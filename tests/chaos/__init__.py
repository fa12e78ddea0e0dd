"""What must hold while everything happens at once, or falls."""
