"""The pages of catalogs."""
