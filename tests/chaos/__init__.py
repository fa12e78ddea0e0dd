"""Everything is killed while people book; many want the same time; afterwards the ledger must be whole."""
