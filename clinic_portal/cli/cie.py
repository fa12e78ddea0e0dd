"""The Spanish ICD-10 as the installed package `cie` holds it; read at run time, never copied into this repository."""

import zipfile
from importlib.resources import files

from clinic_portal.cli.mappings import Mapping, get_mapping, read_terms
from clinic_portal.contracts.catalogs import ImportTerm

SOURCE = "cie-10.csv"


def diseases() -> tuple[ImportTerm, ...]:
    """Its 14,498 rows: chapters, groups, categories and subcategories, with codes written as `J45.9`."""
    return read_terms(mapping(), table())


def mapping() -> Mapping:
    return get_mapping("cie")


def table() -> bytes:
    # Not through its class: that one unpacks its files beside itself, where we may not write.
    with (files("cie") / "data" / "cie-10.zip").open("rb") as packed, zipfile.ZipFile(packed) as archive:
        return archive.read(SOURCE)
