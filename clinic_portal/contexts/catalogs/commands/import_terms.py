"""Global terms come in from a source, under the operator's role: one statement for each few thousand."""

from collections.abc import Iterator
from typing import Any

import psycopg

from clinic_portal.contexts.catalogs.shared_terms import write_terms
from clinic_portal.contracts.catalogs import CatalogKind, DuplicateCode, ImportReport, ImportTerm

_ONE_STATEMENT = 3000


def import_terms(
    link: psycopg.Connection[Any], kind: CatalogKind, code_system: str, terms: tuple[ImportTerm, ...]
) -> ImportReport:
    """Add what is new, change what differs, bring back what was retired; all or nothing."""
    if len({term.code for term in terms}) < len(terms):
        raise DuplicateCode
    written = [new for part in _parts(terms) for new in write_terms(link, kind, code_system, part)]
    added = sum(written)
    return ImportReport(added=added, changed=len(written) - added, unchanged=len(terms) - len(written))


def _parts(terms: tuple[ImportTerm, ...]) -> Iterator[tuple[ImportTerm, ...]]:
    for start in range(0, len(terms), _ONE_STATEMENT):
        yield terms[start : start + _ONE_STATEMENT]
