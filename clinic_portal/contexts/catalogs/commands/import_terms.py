"""Global terms come in from a source, under the operator's role: one statement for each few thousand."""

from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from clinic_portal.contexts.catalogs import rules
from clinic_portal.contracts.catalogs import CatalogKind, DuplicateCode, ImportReport, ImportTerm

_ONE_STATEMENT = 3000
_UPSERT = """
    INSERT INTO catalogs.term AS term (kind, code_system, code, names, synonyms, search, sort_key)
    SELECT %(kind)s, %(code_system)s, code, names, synonyms, search, sort_key
    FROM jsonb_to_recordset(%(rows)s)
        AS incoming (code text, names jsonb, synonyms text[], search text, sort_key text)
    ON CONFLICT (kind, code_system, code) DO UPDATE
    SET names = excluded.names, synonyms = excluded.synonyms, search = excluded.search,
        sort_key = excluded.sort_key, retired_at = NULL, version = term.version + 1
    WHERE (term.names, term.synonyms, term.search, term.sort_key)
            IS DISTINCT FROM (excluded.names, excluded.synonyms, excluded.search, excluded.sort_key)
       OR term.retired_at IS NOT NULL
    RETURNING term.xmax = 0"""
# A row that was just inserted has no xmax; one that was updated has.


def import_terms(operator_url: str, kind: CatalogKind, code_system: str, terms: tuple[ImportTerm, ...]) -> ImportReport:
    """Add what is new, change what differs, bring back what was retired; all or nothing."""
    if len({term.code for term in terms}) < len(terms):
        raise DuplicateCode
    with psycopg.connect(operator_url) as connection:
        written = [new for part in _parts(terms) for new in _write(connection, kind, code_system, part)]
    added = sum(written)
    return ImportReport(added=added, changed=len(written) - added, unchanged=len(terms) - len(written))


def _parts(terms: tuple[ImportTerm, ...]) -> Iterator[tuple[ImportTerm, ...]]:
    for start in range(0, len(terms), _ONE_STATEMENT):
        yield terms[start : start + _ONE_STATEMENT]


def _write(
    connection: psycopg.Connection[Any], kind: CatalogKind, code_system: str, terms: tuple[ImportTerm, ...]
) -> list[bool]:
    """True for each term added, False for each changed."""
    values = {"kind": kind.value, "code_system": code_system, "rows": Jsonb([_row(term) for term in terms])}
    return [new for (new,) in connection.execute(_UPSERT, values).fetchall()]


def _row(term: ImportTerm) -> dict[str, Any]:
    return {
        "code": term.code,
        "names": term.names,
        "synonyms": term.synonyms,
        "search": rules.search_text(term),
        "sort_key": rules.sort_key(term),
    }
