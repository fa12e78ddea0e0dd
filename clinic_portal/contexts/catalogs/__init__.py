"""The room of catalogs."""
