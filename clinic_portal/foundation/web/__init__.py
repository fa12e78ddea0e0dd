"""How a page is asked for and answered: one guard, one helper for fragments, one file of errors."""
