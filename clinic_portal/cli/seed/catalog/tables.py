"""The rows of the data files beside this one."""

import csv
import tomllib
from importlib.resources import files
from typing import Any

from clinic_portal.contracts.catalogs import vocabulary

_HERE = files("clinic_portal.cli.seed.catalog")


def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file by their column's name; the vocabularies lie with the contract."""
    if not (_HERE / name).is_file():
        return vocabulary.rows(name)
    return tuple(csv.DictReader((_HERE / name).read_text(encoding="utf-8").splitlines()))


def several(cell: str) -> tuple[str, ...]:
    """Codes that stand in one cell, space separated."""
    return tuple(cell.split())


def synonyms(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def names(row: dict[str, str], column: str = "name") -> dict[str, str]:
    """What a row says in each language."""
    return {language: row[f"{column}_{language}"] for language in ("es", "en")}


def templates() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads((_HERE / "treatment_templates.toml").read_text(encoding="utf-8"))["template"])
