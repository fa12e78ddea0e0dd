"""A small catalog for tests, and ways to fill and read one."""

from flask import Flask

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import (
    Arrangement,
    ArrangeTerm,
    CatalogKind,
    CatalogsContract,
    ImportReport,
    ImportTerm,
    TermQuery,
)

ASTHMA = ImportTerm(code="J45", names={"es": "Asma", "en": "Asthma"}, synonyms=("Hiperreactividad bronquial",))
ALLERGIC_ASTHMA = ImportTerm(code="J45.0", names={"es": "Asma predominantemente alérgica"})
DIABETES = ImportTerm(code="E11", names={"es": "Diabetes mellitus tipo 2"})
PNEUMONIA = ImportTerm(code="J15", names={"es": "Neumonía bacteriana"})
CARDIAC_ASTHMA = ImportTerm(code="I50", names={"es": "Insuficiencia cardíaca con asma cardial"})
CATARRH = ImportTerm(code="J40-J47", names={"es": "Enfermedades crónicas: catarrasma"})
SMALL = (ASTHMA, ALLERGIC_ASTHMA, DIABETES, PNEUMONIA, CARDIAC_ASTHMA, CATARRH)


def fill(app: Flask, *terms: ImportTerm, kind: CatalogKind = CatalogKind.DISEASES) -> ImportReport:
    """Bring terms in as an operator does."""
    with app.app_context():
        service = CatalogsService(app.config["SETTINGS"].database_operator_url)
        return service.import_terms(kind, "icd-10", terms or SMALL)


def codes(door: CatalogsContract, text: str = "", **others: object) -> list[str]:
    """The codes of a page of diseases, in its order."""
    query = TermQuery(kind=CatalogKind.DISEASES, text=text, **others)
    return [term.code for term in door.terms(query).terms]


def id_of(door: CatalogsContract, code: str) -> int:
    found = door.terms(TermQuery(kind=CatalogKind.DISEASES, text=code)).terms
    return next(term.id for term in found if term.code == code)


def laid(kind: CatalogKind, term_id: int, **arrangement: object) -> ArrangeTerm:
    """The command that lays this over a term, whatever stands."""
    return ArrangeTerm(kind=kind, term_id=term_id, arrangement=Arrangement.model_validate(arrangement))
