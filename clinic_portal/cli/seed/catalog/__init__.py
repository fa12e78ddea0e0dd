"""The portal's own catalogs in Spanish and English; SOURCES.md says where each fact comes from."""
