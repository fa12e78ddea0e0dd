"""The rows of a staged edition, compared with the shared terms as they stand, in the database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from psycopg.types.json import Jsonb

from clinic_portal.contexts.catalogs.shared_terms import as_row
from clinic_portal.contracts.catalogs import Edition, ImportTerm
from clinic_portal.foundation.database.operator import Link

KEPT = 3
"""Ended editions of the same terms whose rows can still be looked at."""
_RECEIVE = """
    WITH given AS (
        SELECT code, jsonb_build_object('names', names, 'synonyms', synonyms, 'facts', facts) AS payload, search
        FROM jsonb_to_recordset(%(rows)s) AS incoming
            (code text, names jsonb, synonyms jsonb, facts jsonb, search text)
    ), kept AS (
        INSERT INTO catalogs.edition_row (edition_id, code, payload, search, what)
        SELECT %(id)s, code, payload, search, 'same' FROM given
        ON CONFLICT (edition_id, code) DO NOTHING
    )
    SELECT count(*) FROM given JOIN catalogs.edition_row AS line USING (code)
    WHERE line.edition_id = %(id)s AND line.payload IS DISTINCT FROM given.payload"""
_COUNT_RECEIVED = """
    UPDATE catalogs.edition SET received = (
        SELECT count(*) FROM catalogs.edition_row WHERE edition_id = %(id)s AND payload IS NOT NULL)
    WHERE id = %(id)s"""

_STOOD = """jsonb_build_object('version', term.version, 'names', term.names, 'synonyms', term.synonyms,
            'facts', term.facts, 'retired', term.retired_at IS NOT NULL)"""
_COMPARED = f"""compared AS (
        SELECT line.code, said.after,
               CASE WHEN term.id IS NULL THEN 'added'
                    WHEN term.retired_at IS NOT NULL OR said.after IS DISTINCT FROM jsonb_build_object(
                        'names', term.names, 'synonyms', term.synonyms, 'facts', term.facts) THEN 'changed'
                    ELSE 'same' END AS what,
               CASE WHEN term.id IS NOT NULL THEN {_STOOD} END AS before
        FROM catalogs.edition_row AS line LEFT JOIN catalogs.term
            ON term.kind = %(kind)s AND term.code_system = %(code_system)s AND term.code = line.code
        CROSS JOIN LATERAL (SELECT jsonb_build_object(
            'names', CASE WHEN %(languages)s::text[] IS NULL THEN line.payload -> 'names'
                          ELSE coalesce(term.names, '{{}}') - %(languages)s::text[] || (line.payload -> 'names') END,
            'synonyms', CASE WHEN %(synonyms)s OR term.id IS NULL THEN line.payload -> 'synonyms'
                             ELSE to_jsonb(term.synonyms) END,
            'facts', CASE WHEN %(facts)s::text[] IS NULL THEN line.payload -> 'facts'
                          ELSE coalesce(term.facts, '{{}}') - %(facts)s::text[] || (line.payload -> 'facts') END
        ) AS after) AS said
        WHERE line.edition_id = %(id)s AND line.payload IS NOT NULL
          AND (%(even_written)s OR line.applied_at IS NULL))"""  # noqa: S608  # constants of this file
# Of what the source does not speak, a term keeps what it has.
_MISSING = """FROM catalogs.term WHERE term.kind = %(kind)s AND term.code_system = %(code_system)s
          AND term.retired_at IS NULL AND NOT %(partial)s AND NOT EXISTS (
              SELECT FROM catalogs.edition_row AS line WHERE line.edition_id = %(id)s AND line.code = term.code)"""
_FORGET_MISSING = """
    DELETE FROM catalogs.edition_row WHERE edition_id = %(id)s AND payload IS NULL AND applied_at IS NULL"""
_COMPARE = f"""
    WITH {_COMPARED}
    UPDATE catalogs.edition_row AS kept
    SET what = compared.what, before = CASE compared.what WHEN 'changed' THEN compared.before END,
        after = CASE WHEN compared.what <> 'same' THEN compared.after END
    FROM compared WHERE kept.edition_id = %(id)s AND kept.code = compared.code
      AND (compared.what, kept.what) <> ('same', 'same')"""  # noqa: S608  # the parts are constants of this file
_MISS = f"""
    INSERT INTO catalogs.edition_row (edition_id, code, search, what, before)
    SELECT %(id)s, term.code, term.search, 'retired', {_STOOD} {_MISSING}"""  # likewise
_COUNT = """
    UPDATE catalogs.edition SET (added, changed, retired, unchanged, applied_rows) = (
        SELECT count(*) FILTER (WHERE what = 'added'), count(*) FILTER (WHERE what = 'changed'),
               count(*) FILTER (WHERE what = 'retired'), count(*) FILTER (WHERE what = 'same'), count(applied_at)
        FROM catalogs.edition_row WHERE edition_id = %(id)s
    ), in_use = CASE WHEN begun > 0 THEN in_use ELSE (
        SELECT count(*) FROM catalogs.term
        WHERE kind = %(kind)s AND code_system = %(code_system)s AND retired_at IS NULL) END
    WHERE id = %(id)s"""
_WOULD_CHANGE = f"""
    WITH {_COMPARED}
    SELECT EXISTS (SELECT FROM compared WHERE what <> 'same') OR EXISTS (SELECT {_MISSING})"""  # noqa: S608  # constants of this file
# By a list of codes: before statistics are taken, a join reads the whole edition once for each code.
_NEXT = """
    UPDATE catalogs.edition_row SET applied_at = now()
    WHERE edition_id = %(id)s AND code = ANY (ARRAY(
        SELECT code FROM catalogs.edition_row
        WHERE edition_id = %(id)s AND what = ANY (%(what)s) AND applied_at IS NULL ORDER BY code LIMIT %(most)s))
    RETURNING code, after"""
_ADVANCE = "UPDATE catalogs.edition SET applied_rows = applied_rows + %(count)s WHERE id = %(id)s"
_DROP_OLD = """
    DELETE FROM catalogs.edition_row WHERE edition_id IN (
        SELECT id FROM catalogs.edition
        WHERE kind = %(kind)s AND code_system = %(code_system)s AND state IN ('applied', 'discarded')
        ORDER BY id DESC OFFSET %(kept)s)"""
_DROP_UNAPPLIED = "DELETE FROM catalogs.edition_row WHERE edition_id = %(id)s AND applied_at IS NULL"


def receive(link: Link, edition_id: int, terms: Sequence[ImportTerm]) -> int:
    """Keep terms of the edition; how many of them say something else than what came before under the same code."""
    rows = [as_row(term) for term in terms]
    found = link.execute(_RECEIVE, {"id": edition_id, "rows": Jsonb(rows)}).fetchone()
    link.execute(_COUNT_RECEIVED, {"id": edition_id})
    return int(found[0]) if found else 0


def compare(link: Link, edition: Edition) -> None:
    """Say anew of each row that is not written yet what it does to the terms as they stand; count all rows."""
    values = _values(edition)
    with _hashing(link):
        for statement in (_FORGET_MISSING, _COMPARE, _MISS, _COUNT):
            link.execute(statement, values)


def would_change(link: Link, edition: Edition) -> bool:
    """Whether applying it once more would change anything."""
    with _hashing(link):
        (found,) = link.execute(_WOULD_CHANGE, _values(edition) | {"even_written": True}).fetchone() or (True,)
    return bool(found)


def take(link: Link, edition_id: int, what: Sequence[str], most: int) -> list[tuple[str, dict[str, Any] | None]]:
    """The next rows of these kinds, by code and with what will stand; from now on they count as written."""
    values = {"id": edition_id, "what": list(what), "most": most}
    taken = link.execute(_NEXT, values).fetchall()
    link.execute(_ADVANCE, {"id": edition_id, "count": len(taken)})
    return sorted(taken, key=lambda pair: pair[0])


def drop_old(link: Link, edition: Edition) -> None:
    """Of the editions of these terms that are ended, the latest keep their rows; all keep their counts."""
    link.execute(_DROP_OLD, _values(edition) | {"kept": KEPT})


def drop_unapplied(link: Link, edition_id: int) -> None:
    link.execute(_DROP_UNAPPLIED, {"id": edition_id})


@contextmanager
def _hashing(link: Link) -> Iterator[None]:
    """Rows that just came have no statistics: taken for few, each would be compared with each (10 s, not 0.2)."""
    link.execute("SET LOCAL enable_nestloop = off")
    yield
    link.execute("SET LOCAL enable_nestloop = on")


def _values(edition: Edition) -> dict[str, Any]:
    fields = edition.fields
    return {
        "id": edition.id,
        "even_written": False,
        "kind": edition.kind.value,
        "code_system": edition.code_system,
        "partial": edition.partial,
        "languages": None if fields is None else _parts(fields, "names."),
        "facts": None if fields is None else _parts(fields, "facts."),
        "synonyms": fields is None or "synonyms" in fields,
    }


def _parts(fields: Sequence[str], beginning: str) -> list[str]:
    return [field.removeprefix(beginning) for field in fields if field.startswith(beginning)]
