"""Shared terms are written: what is replaced goes into the history, and the version rises when clinics should know."""

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from clinic_portal.contexts.catalogs import rules
from clinic_portal.contracts.catalogs import CatalogKind, ImportTerm

_GIVEN = """given AS (
        SELECT code, names, synonyms, coalesce(facts, '{}') AS facts, search, sort_key
        FROM jsonb_to_recordset(%(rows)s) AS incoming
            (code text, names jsonb, synonyms text[], facts jsonb, search text, sort_key text))"""
_SAID = "(term.names, term.synonyms, term.facts)"
_TURNS = "(term.retired_at IS NOT NULL) <> %(retired)s"
"""Whether it goes out of use or comes back."""
_UPSERT = f"""
    WITH {_GIVEN}, replaced AS (
        INSERT INTO catalogs.term_history (term_id, version, names, synonyms, facts, retired)
        SELECT term.id, term.version, term.names, term.synonyms, term.facts, term.retired_at IS NOT NULL
        FROM given JOIN catalogs.term AS term
            ON term.kind = %(kind)s AND term.code_system = %(code_system)s AND term.code = given.code
        WHERE {_SAID} IS DISTINCT FROM (given.names, given.synonyms, given.facts) OR {_TURNS}
    )
    INSERT INTO catalogs.term AS term (kind, code_system, code, names, synonyms, facts, search, sort_key, retired_at)
    SELECT %(kind)s, %(code_system)s, code, names, synonyms, facts, search, sort_key,
           CASE WHEN %(retired)s THEN now() END FROM given
    ON CONFLICT (kind, code_system, code) DO UPDATE
    SET names = excluded.names, synonyms = excluded.synonyms, facts = excluded.facts, search = excluded.search,
        sort_key = excluded.sort_key, retired_at = CASE WHEN %(retired)s THEN coalesce(term.retired_at, now()) END,
        version = term.version + ({_SAID} IS DISTINCT FROM (excluded.names, excluded.synonyms, excluded.facts)
                                  OR {_TURNS})::integer
    WHERE {_SAID} IS DISTINCT FROM (excluded.names, excluded.synonyms, excluded.facts)
       OR (term.search, term.sort_key) IS DISTINCT FROM (excluded.search, excluded.sort_key)
       OR {_TURNS}
    RETURNING term.xmax = 0"""  # noqa: S608  # the parts are constants of this file
# A row that was just inserted has no xmax; one that was updated has.
_RETIRE = """
    WITH replaced AS (
        INSERT INTO catalogs.term_history (term_id, version, names, synonyms, facts, retired)
        SELECT id, version, names, synonyms, facts, false FROM catalogs.term
        WHERE kind = %(kind)s AND code_system = %(code_system)s AND code = ANY (%(codes)s) AND retired_at IS NULL
    )
    UPDATE catalogs.term SET retired_at = now(), version = version + 1
    WHERE kind = %(kind)s AND code_system = %(code_system)s AND code = ANY (%(codes)s) AND retired_at IS NULL"""


def write_terms(
    connection: psycopg.Connection[Any],
    kind: CatalogKind,
    code_system: str,
    terms: Sequence[ImportTerm],
    *,
    retired: bool = False,
) -> list[bool]:
    """In use afterwards, or `retired`: each in one step, whatever changes of it.

    True for each term added, False for each changed; those that stay as they are give nothing.
    """
    rows = Jsonb([as_row(term) for term in terms])
    values = {"kind": kind.value, "code_system": code_system, "rows": rows, "retired": retired}
    return [new for (new,) in connection.execute(_UPSERT, values).fetchall()]


def retire_terms(connection: psycopg.Connection[Any], kind: CatalogKind, code_system: str, codes: Sequence[str]) -> int:
    """How many of them were in use until now."""
    values = {"kind": kind.value, "code_system": code_system, "codes": list(codes)}
    return connection.execute(_RETIRE, values).rowcount


def as_row(term: ImportTerm) -> dict[str, Any]:
    """A term as the statements take it, with what makes it found and ordered."""
    return {
        "code": term.code,
        "names": term.names,
        "synonyms": term.synonyms,
        "facts": rules.stored_facts(term.facts),
        "search": rules.search_text(term.code, term.names, term.synonyms),
        "sort_key": rules.sort_key(term.code, term.names),
    }
