"""The admin's grid: every term with what the clinic lays over it, filtered, sorted and counted in one statement."""

from functools import cache
from typing import Any

from sqlalchemy import Row, TextClause, text

from clinic_portal.contexts.catalogs import rules
from clinic_portal.contexts.catalogs.queries.parts import OWN, USED, sorted_by
from clinic_portal.contracts.catalogs import (
    ArrangedTerm,
    ArrangeMany,
    Arrangement,
    Badge,
    CatalogKind,
    GridFilter,
    GridPage,
    GridQuery,
    GridSort,
    facts_of,
)
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

_REVIEW = {REVIEWED: "joins a global table; carries the clinic's predicate itself"}
_SHELF = """shelf AS (
        SELECT term.id, term.code_system, term.code, term.names, term.synonyms, term.facts, term.sort_key,
               term.search || coalesce(own.search_alias, '') AS search, term.retired_at IS NOT NULL AS retired,
               coalesce(own.visible, true) AS visible, own.alias, own.price, own.minutes, own.position,
               coalesce(own.favourite, false) AS favourite, coalesce(own.version, 0) AS version,
               false AS is_own, coalesce(used.uses, 0) AS uses,
               coalesce(own.seen_version < term.version, false)
                   OR coalesce(used.seen_version < term.version, false) AS changed,
               own.term_id IS NOT NULL AND (NOT own.visible OR own.alias IS NOT NULL OR own.price IS NOT NULL
                   OR own.minutes IS NOT NULL OR own.position IS NOT NULL OR own.favourite
                   OR own.keeps_retired) AS modified
        FROM catalogs.term LEFT JOIN own ON own.term_id = term.id LEFT JOIN used ON used.term_id = term.id
        WHERE term.kind = :kind AND (term.retired_at IS NULL OR own.term_id IS NOT NULL OR used.uses > 0)
        UNION ALL
        SELECT mine.id, 'own', mine.code, mine.names, mine.synonyms, mine.facts, mine.sort_key,
               mine.search || mine.search_alias, false, mine.visible, mine.alias, mine.price, mine.minutes,
               mine.position, mine.favourite, mine.version, true, coalesce(used.uses, 0), false, false
        FROM catalogs.clinic_term AS mine LEFT JOIN used ON used.term_id = mine.id
        WHERE mine.clinic_id = :clinic_id AND mine.kind = :kind AND mine.retired_at IS NULL)"""
_NAME = "coalesce(names ->> :language, names ->> 'es', names ->> 'en', code)"
_FILTERS = {
    GridFilter.ALL: "true",
    GridFilter.VISIBLE: "visible",
    GridFilter.HIDDEN: "NOT visible",
    GridFilter.MODIFIED: "modified",
    GridFilter.OWN: "is_own",
    GridFilter.CHANGED: "changed",
    GridFilter.FAVOURITES: "favourite",
    GridFilter.USED: "uses > 0",
}
_SORTS = {
    GridSort.USUAL: "NOT favourite {0}, position {0} NULLS LAST, sort_key {0}",
    GridSort.CODE: 'code COLLATE "C" {0}',
    GridSort.NAME: sorted_by(f"coalesce(alias, {_NAME})") + " {0}",
    GridSort.PRICE: "coalesce(price, (facts ->> 'price')::numeric) {0} NULLS LAST, sort_key",
    GridSort.USES: "uses {0}, sort_key",
}
_COUNTED = ", ".join(f"count(*) FILTER (WHERE {condition}) AS in_{name}" for name, condition in _FILTERS.items())


@cache
def _statement(chosen: GridFilter, sort: GridSort, direction: str) -> TextClause:
    order = _SORTS[sort].format(direction)
    return text(f"""
        WITH {OWN}, {USED}, {_SHELF}, found AS MATERIALIZED (
            SELECT * FROM shelf WHERE search LIKE ALL (CAST(:anywhere AS text[]))
        ), counted AS (SELECT {_COUNTED} FROM found)
        SELECT counted.*, top.* FROM counted LEFT JOIN (
            SELECT *, {_NAME} AS name, row_number() OVER (ORDER BY {order}, id) AS place
            FROM found WHERE {_FILTERS[chosen]} ORDER BY place LIMIT :size OFFSET :skipped
        ) AS top ON true ORDER BY top.place
    """).execution_options(**_REVIEW)  # noqa: S608  # the parts are constants of this file


_ROWS = text(f"""
    WITH {OWN}, {USED}, {_SHELF} SELECT *, {_NAME} AS name FROM shelf WHERE id = ANY (:term_ids)
""").execution_options(**_REVIEW)  # noqa: S608  # the parts are constants of this file
_IDS = """WITH {own}, {used}, {shelf}
    SELECT id FROM shelf WHERE search LIKE ALL (CAST(:anywhere AS text[])) AND {condition}"""
_FOUND = {
    chosen: text(_IDS.format(own=OWN, used=USED, shelf=_SHELF, condition=condition)).execution_options(**_REVIEW)
    for chosen, condition in _FILTERS.items()
}

_USED = text(f"""
    WITH {USED} SELECT count(*) FROM used WHERE uses > 0 AND term_id = ANY (:term_ids)
""").execution_options(**_REVIEW)  # noqa: S608  # the parts are constants of this file


def page(query: GridQuery) -> GridPage:
    statement = _statement(query.filter, query.sort, "DESC" if query.descending else "ASC")
    part = {"size": query.size, "skipped": (query.page - 1) * query.size}
    found = current_work().execute(statement, _values(query) | part).all()
    counts = {chosen: getattr(found[0], f"in_{chosen}") for chosen in GridFilter}
    return GridPage(
        rows=tuple(_row(query.kind, row) for row in found if row.id is not None),
        counts=counts,
        total=counts[query.filter],
        page=query.page,
        size=query.size,
    )


def found_ids(query: GridQuery) -> tuple[int, ...]:
    """Every row that the query finds, whatever its page."""
    return tuple(current_work().scalars(_FOUND[query.filter], _values(query)))


def count_used(command: ArrangeMany) -> int:
    """How many of the terms that a deed would be done to the clinic has used."""
    wanted = found_ids(command.matching) if command.matching else command.term_ids
    values = {"clinic_id": current_work().clinic_id, "kind": command.kind.value, "term_ids": list(wanted)}
    return int(current_work().scalar(_USED, values) or 0)


def get_row(kind: CatalogKind, term_id: int, language: str) -> ArrangedTerm:
    """One row; raises NotFound."""
    found = rows(kind, (term_id,), language)
    if not found:
        raise NotFound
    return found[0]


def rows(kind: CatalogKind, term_ids: tuple[int, ...], language: str) -> tuple[ArrangedTerm, ...]:
    """The rows with these ids, those that there are."""
    values = {
        "clinic_id": current_work().clinic_id,
        "kind": kind.value,
        "language": language,
        "term_ids": list(term_ids),
    }
    return tuple(_row(kind, row) for row in current_work().execute(_ROWS, values))


def _values(query: GridQuery) -> dict[str, Any]:
    return {
        "clinic_id": current_work().clinic_id,
        "kind": query.kind.value,
        "language": query.language,
        "anywhere": [rules.anywhere(word) for word in rules.words(query.text)],
    }


def _row(kind: CatalogKind, row: Row[Any]) -> ArrangedTerm:
    facts = facts_of(kind.value, row.facts)
    return ArrangedTerm(
        id=row.id,
        kind=kind,
        code_system=row.code_system,
        code=row.code,
        name=row.name,
        names=row.names,
        synonyms=tuple(row.synonyms),
        facts=facts,
        arrangement=Arrangement(
            visible=row.visible,
            alias=row.alias,
            price=row.price,
            minutes=row.minutes,
            position=row.position,
            favourite=row.favourite,
        ),
        badge=Badge.OWN if row.is_own else Badge.MODIFIED if row.modified else Badge.GLOBAL,
        changed_upstream=row.changed,
        retired=row.retired,
        global_price=getattr(facts, "price", None),
        global_minutes=getattr(facts, "minutes", None),
        uses=row.uses,
        version=row.version,
    )
