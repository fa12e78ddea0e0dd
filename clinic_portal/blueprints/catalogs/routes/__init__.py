"""One file for each thing that the pages of catalogs show."""
