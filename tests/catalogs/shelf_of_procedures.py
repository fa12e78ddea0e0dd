"""A small catalog of dental procedures, and an admin before it."""

from clinic_portal.contracts.catalogs import CatalogKind, GridQuery, ImportTerm, ProcedureFacts
from tests.catalogs.terms import fill

PROCEDURES = CatalogKind.PROCEDURES
GRID = "/c/norte/catalogs/procedures/arrangement"
HTMX = {"HX-Request": "true"}
_SAID = (
    ("D0120", "Revisión dental", 20, "30"),
    ("D1110", "Limpieza dental", 40, "60"),
    ("D2140", "Empaste de amalgama", 45, "55.50"),
    ("D7140", "Extracción simple", 30, "70"),
    ("M0010", "Electrocardiograma", 20, "45"),
    ("M0020", "Espirometría", 30, "50"),
)
TERMS = tuple(
    ImportTerm(code=code, names={"es": name, "en": f"{name} (en)"}, facts=ProcedureFacts(minutes=minutes, price=price))
    for code, name, minutes, price in _SAID
)


def fill_procedures(app):
    fill(app, *TERMS, kind=PROCEDURES)


def row_of(door, code, kind=PROCEDURES):
    """The grid's row of a code, inside a clinic."""
    return next(row for row in door.grid(GridQuery(kind=kind)).rows if row.code == code)
