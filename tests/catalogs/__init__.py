"""Catalogs: the door near and far, the pages, the cache, the import."""
