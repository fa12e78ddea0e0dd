"""The shared catalog as operators read it, under their own role."""

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.rows import dict_row

from clinic_portal.contexts.catalogs import rules
from clinic_portal.contracts.catalogs import CatalogKind, GlobalPage, GlobalTerm, TermQuery, facts_of
from clinic_portal.foundation.refusals import NotFound

_COLUMNS = "id, code_system, code, names, synonyms, facts, retired_at IS NOT NULL AS retired, version"
_PAGE = f"""
    SELECT {_COLUMNS}, count(*) OVER () AS total FROM catalogs.term
    WHERE kind = %(kind)s AND search LIKE ALL (%(anywhere)s)
    ORDER BY sort_key, id LIMIT %(size)s OFFSET %(skipped)s"""  # noqa: S608  # the parts are constants of this file
_ONE = f"SELECT {_COLUMNS} FROM catalogs.term WHERE kind = %(kind)s AND id = %(term_id)s"  # noqa: S608  # constants of this file
_CODED = f"""SELECT {_COLUMNS} FROM catalogs.term
    WHERE kind = %(kind)s AND code_system = %(code_system)s AND code = %(code)s"""  # noqa: S608  # constants of this file


def terms(link: psycopg.Connection[Any], query: TermQuery) -> GlobalPage:
    """Shared terms by their catalog's order, retired ones too."""
    values = {
        "kind": query.kind.value,
        "anywhere": [rules.anywhere(word) for word in rules.words(query.text)],
        "size": query.size,
        "skipped": (query.page - 1) * query.size,
    }
    found = rows(link, _PAGE, values)
    return GlobalPage(
        terms=tuple(_term(query.kind, row) for row in found),
        total=found[0]["total"] if found else 0,
        page=query.page,
        size=query.size,
    )


def get_term(link: psycopg.Connection[Any], kind: CatalogKind, term_id: int, *, locked: bool = False) -> GlobalTerm:
    """One shared term, `locked` until the transaction ends; raises NotFound."""
    found = rows(link, _ONE + (" FOR UPDATE" if locked else ""), {"kind": kind.value, "term_id": term_id})
    if not found:
        raise NotFound
    return _term(kind, found[0])


def find_coded(link: psycopg.Connection[Any], kind: CatalogKind, code_system: str, code: str) -> GlobalTerm | None:
    found = rows(link, _CODED, {"kind": kind.value, "code_system": code_system, "code": code})
    return _term(kind, found[0]) if found else None


def rows(link: psycopg.Connection[Any], statement: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows by their columns' names."""
    with link.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(statement, values).fetchall()


def _term(kind: CatalogKind, row: dict[str, Any]) -> GlobalTerm:
    return GlobalTerm(
        id=row["id"],
        kind=kind,
        code_system=row["code_system"],
        code=row["code"],
        names=row["names"],
        synonyms=tuple(row["synonyms"]),
        facts=facts_of(kind.value, row["facts"]),
        retired=row["retired"],
        version=row["version"],
    )
