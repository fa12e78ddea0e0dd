"""How each person looks at the agenda."""
