"""The clinic's rows for terms, read and written many at once."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import text

from clinic_portal.contexts.catalogs.layers import Layer, OwnTerm, Row
from clinic_portal.contracts.catalogs import Arrangement, CatalogKind, OwnTermFields, facts_of
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.work import current_work

_REVIEW = {REVIEWED: "joins a global table; carries the clinic's predicate itself"}
_ARRANGED = "visible, alias, search_alias, price, minutes, position, favourite"
_GIVEN = """visible boolean, alias text, search_alias text, price numeric, minutes integer, position integer,
        favourite boolean"""

_READ = text("""
    SELECT asked.id, mine.id IS NOT NULL AS is_own, own.term_id IS NOT NULL AS has_layer,
           coalesce(mine.version, own.version, 0) AS version, coalesce(term.version, 0) AS term_version,
           coalesce(mine.visible, own.visible, true) AS visible, coalesce(mine.alias, own.alias) AS alias,
           coalesce(mine.price, own.price) AS price, coalesce(mine.minutes, own.minutes) AS minutes,
           coalesce(mine.position, own.position) AS position,
           coalesce(mine.favourite, own.favourite, false) AS favourite,
           coalesce(mine.alias, own.alias, mine.names ->> 'es', term.names ->> 'es', mine.names ->> 'en',
                    term.names ->> 'en', mine.code, term.code) AS label,
           own.seen_version, own.keeps_retired, mine.code, mine.names, mine.synonyms, mine.facts,
           mine.retired_at IS NOT NULL AS retired
    FROM unnest(CAST(:term_ids AS bigint[])) AS asked (id)
    LEFT JOIN catalogs.term ON term.id = asked.id AND term.kind = :kind
    LEFT JOIN catalogs.clinic_term_override AS own
        ON own.clinic_id = :clinic_id AND own.kind = :kind AND own.term_id = term.id
    LEFT JOIN catalogs.clinic_term AS mine
        ON mine.clinic_id = :clinic_id AND mine.kind = :kind AND mine.id = asked.id
    WHERE term.id IS NOT NULL OR mine.id IS NOT NULL
""").execution_options(**_REVIEW)
_LAY = text(f"""
    INSERT INTO catalogs.clinic_term_override
        (clinic_id, kind, term_id, {_ARRANGED}, seen_version, keeps_retired, version)
    SELECT :clinic_id, :kind, term_id, {_ARRANGED}, seen_version, keeps_retired, :version
    FROM jsonb_to_recordset(CAST(:rows AS jsonb))
        AS given (term_id bigint, {_GIVEN}, seen_version integer, keeps_retired boolean)
    ON CONFLICT (clinic_id, kind, term_id) DO UPDATE SET ({_ARRANGED}, seen_version, keeps_retired, version) = ROW
        (excluded.visible, excluded.alias, excluded.search_alias, excluded.price, excluded.minutes, excluded.position,
         excluded.favourite, excluded.seen_version, excluded.keeps_retired, excluded.version)
""").execution_options(**_REVIEW)  # noqa: S608  # the parts are constants of this file
_TAKE_AWAY = text("""
    DELETE FROM catalogs.clinic_term_override
    WHERE clinic_id = :clinic_id AND kind = :kind AND term_id = ANY (:term_ids)
""").execution_options(**_REVIEW)
_OWN = "code, names, synonyms, facts, search, sort_key"
_WRITE_OWN = text(f"""
    INSERT INTO catalogs.clinic_term (clinic_id, kind, id, {_ARRANGED}, {_OWN}, retired_at, version)
    SELECT :clinic_id, :kind, term_id, {_ARRANGED}, {_OWN}, CASE WHEN retired THEN now() END, :version
    FROM jsonb_to_recordset(CAST(:rows AS jsonb))
        AS given (term_id bigint, {_GIVEN}, code text, names jsonb, synonyms text[], facts jsonb, search text,
                  sort_key text, retired boolean)
    ON CONFLICT (clinic_id, id) DO UPDATE SET ({_ARRANGED}, {_OWN}, retired_at, version) = ROW
        (excluded.visible, excluded.alias, excluded.search_alias, excluded.price, excluded.minutes, excluded.position,
         excluded.favourite, excluded.code, excluded.names, excluded.synonyms, excluded.facts, excluded.search,
         excluded.sort_key, excluded.retired_at, excluded.version)
""").execution_options(**_REVIEW)  # noqa: S608  # the parts are constants of this file
_NEW_IDS = text(
    "SELECT nextval('catalogs.term_id_seq') FROM generate_series(1, CAST(:count AS integer))"
).execution_options(**{REVIEWED: "asks a sequence"})
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('catalogs ' || :clinic_id || :kind, 0))").execution_options(
    **{REVIEWED: "asks for a lock"}
)


def lock(kind: CatalogKind) -> None:
    """One writer at a time for a clinic's catalog, until the open work ends; readers are not held up."""
    current_work().execute(_LOCK, {"clinic_id": str(current_work().clinic_id), "kind": kind.value})


def read(kind: CatalogKind, term_ids: Iterable[int]) -> dict[int, Row]:
    """What stands for each of these terms; a term that the clinic does not know is not among them."""
    found = current_work().execute(_READ, {**_place(kind), "term_ids": list(term_ids)})
    return {row.id: _row(kind, row) for row in found}


def write(kind: CatalogKind, rows: Mapping[int, Layer | OwnTerm], version: int) -> None:
    """Put layers and own terms in place, under a new version; an empty layer takes the row away."""
    layers = {term_id: one for term_id, one in rows.items() if isinstance(one, Layer)}
    own = {term_id: one for term_id, one in rows.items() if isinstance(one, OwnTerm)}
    laid = [{"term_id": term_id, **one.columns()} for term_id, one in layers.items() if not one.is_empty]
    _send(_LAY, kind, version, laid)
    _send(_WRITE_OWN, kind, version, [{"term_id": term_id, **one.columns()} for term_id, one in own.items()])
    if empty := [term_id for term_id, one in layers.items() if one.is_empty]:
        current_work().execute(_TAKE_AWAY, {**_place(kind), "term_ids": empty})


def new_ids(count: int = 1) -> list[int]:
    return list(current_work().scalars(_NEW_IDS, {"count": count}))


def _send(statement: Any, kind: CatalogKind, version: int, rows: list[dict[str, Any]]) -> None:
    if rows:
        current_work().execute(statement, {**_place(kind), "version": version, "rows": json.dumps(rows)})


def _place(kind: CatalogKind) -> dict[str, Any]:
    return {"clinic_id": current_work().clinic_id, "kind": kind.value}


def _row(kind: CatalogKind, row: Any) -> Row:
    arrangement = Arrangement(**{name: getattr(row, name) for name in Arrangement.model_fields})
    own = layer = None
    if row.is_own:
        facts = facts_of(kind.value, row.facts)
        said = OwnTermFields(code=row.code, names=row.names, synonyms=tuple(row.synonyms), facts=facts)
        own = OwnTerm(fields=said, arrangement=arrangement, retired=row.retired)
    elif row.has_layer:
        layer = Layer(arrangement=arrangement, seen_version=row.seen_version, keeps_retired=row.keeps_retired)
    return Row(
        term_id=row.id, label=row.label, layer=layer, own=own, version=row.version, term_version=row.term_version
    )
