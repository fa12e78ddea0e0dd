"""Mappings: how the lists that others publish become terms, as data; a file `NAME.toml` for each list."""

from clinic_portal.cli.mappings.mapping import Mapping, get_mapping, names
from clinic_portal.cli.mappings.reading import Faulty, read_terms

__all__ = ["Faulty", "Mapping", "get_mapping", "names", "read_terms"]
