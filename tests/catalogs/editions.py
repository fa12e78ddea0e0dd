"""Ways to stage and apply editions as operators do."""

import hashlib
from collections.abc import Sequence

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import (
    ApplyEdition,
    CatalogKind,
    CatalogsContract,
    DiffQuery,
    Edition,
    ImportTerm,
    StageEdition,
    StageTerms,
)
from tests.catalogs.terms import SMALL

PART = 2000


def operator(app) -> CatalogsService:
    """The door in this process, whatever else is bound."""
    return CatalogsService(app.config["SETTINGS"].database_operator_url)


def term(code: str, name: str, **others: object) -> ImportTerm:
    return ImportTerm(code=code, names={"es": name}, **others)


def announced(terms: Sequence[ImportTerm], **others: object) -> StageEdition:
    said = "".join(one.model_dump_json() for one in terms)
    known = {
        "kind": CatalogKind.DISEASES,
        "code_system": "icd-10",
        "label": "2027",
        "source": "diseases.csv",
        "sha256": hashlib.sha256(said.encode()).hexdigest(),
        "rows": len(terms),
    }
    return StageEdition(**{**known, **others})


def stage(door: CatalogsContract, terms: Sequence[ImportTerm], **others: object) -> Edition:
    """Staged to its end."""
    edition = door.stage_edition(announced(terms, **others))
    for start in range(0, 0 if edition.is_whole else len(terms), PART):
        edition = door.stage_terms(StageTerms(edition_id=edition.id, terms=tuple(terms[start : start + PART])))
    return edition


def bring(door: CatalogsContract, terms: Sequence[ImportTerm], **others: object) -> Edition:
    """Staged and applied, whatever it retires."""
    edition = stage(door, terms, **others)
    return door.apply_edition(ApplyEdition(edition_id=edition.id, retiring=edition.retired))


def counts(edition: Edition) -> tuple[int, int, int, int]:
    """Added, changed, retired, unchanged."""
    return edition.added, edition.changed, edition.retired, edition.unchanged


def diff(door: CatalogsContract, edition: Edition, **others: object) -> dict[str, str]:
    """What it does, by code."""
    page = door.edition_diff(DiffQuery(edition_id=edition.id, **others))
    return {row.code: row.what.value for row in page.rows}


MANY = (*SMALL[:5], *(term(f"Q{n:02}", f"Nueva {n}") for n in range(10)))
"""Against the small catalog: ten added, one retired."""
