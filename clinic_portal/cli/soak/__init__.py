"""`./dev soak`: a portal whose processes are killed on a schedule while people book, and the ledger afterwards."""
