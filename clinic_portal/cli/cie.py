"""The Spanish ICD-10 as the installed package `cie` holds it; read at run time, never copied into this repository."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from importlib.resources import files

from clinic_portal.contracts.catalogs import ImportTerm

CODE_SYSTEM = "icd-10"
_SUBCATEGORY = re.compile(r"([A-Z]\d\w)(\w+)")


def diseases() -> Iterator[ImportTerm]:
    """Its 14,498 rows: chapters, groups, categories and subcategories, with codes written as `J45.9`."""
    # Not through its class: that one unpacks its files beside itself, where we may not write.
    with (files("cie") / "data" / "cie-10.zip").open("rb") as packed, zipfile.ZipFile(packed) as archive:
        for row in csv.DictReader(io.TextIOWrapper(archive.open("cie-10.csv"), "utf-8")):
            yield ImportTerm(code=_written(row["code"].strip()), names={"es": row["description"].strip()})


def _written(code: str) -> str:
    found = _SUBCATEGORY.fullmatch(code)
    return f"{found[1]}.{found[2]}" if found else code
