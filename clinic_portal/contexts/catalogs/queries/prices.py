"""Price lists and their prices: each term that the clinic sees with its list's, the clinic's and the shared price."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, TextClause, text

from clinic_portal.contexts.catalogs import rules
from clinic_portal.contexts.catalogs.price_rules import first_said
from clinic_portal.contexts.catalogs.queries.parts import KEPT, OWN
from clinic_portal.contexts.catalogs.queries.price_lists import get_list
from clinic_portal.contracts.catalogs import CatalogKind, ListPrice, ListPricePage, ListPriceQuery, PriceFound
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

_REVIEW = {REVIEWED: "joins a global table; carries the clinic's predicate itself"}
_LISTED = """listed AS MATERIALIZED (
        SELECT term_id, price, version FROM catalogs.clinic_list_price
        WHERE clinic_id = :clinic_id AND price_list_id = :price_list_id AND kind = :kind)"""
_SEEN = f"""{OWN}, {KEPT}, {_LISTED}, seen AS (
        SELECT term.id, term.code, term.names, term.facts, term.sort_key,
               term.search || coalesce(own.search_alias, '') AS search, own.alias, own.price AS clinic_price,
               coalesce(own.favourite, false) AS favourite, own.position, false AS is_own
        FROM catalogs.term LEFT JOIN own ON own.term_id = term.id
        WHERE term.kind = :kind AND own.visible IS NOT false
          AND (term.retired_at IS NULL OR term.id IN (SELECT id FROM kept))
        UNION ALL
        SELECT id, code, names, facts, sort_key, search || search_alias, alias, price, favourite, position, true
        FROM catalogs.clinic_term
        WHERE clinic_id = :clinic_id AND kind = :kind AND visible AND retired_at IS NULL), line AS (
        SELECT seen.*, listed.price, coalesce(listed.version, 0) AS version,
               coalesce(names ->> :language, names ->> 'es', names ->> 'en', code) AS name,
               (facts ->> 'price')::numeric AS shared_price
        FROM seen LEFT JOIN listed ON listed.term_id = seen.id)"""  # noqa: S608  # the parts are constants
_ORDER = "favourite DESC, position NULLS LAST, sort_key, id"
_FOUND = f"""WITH {_SEEN}, found AS MATERIALIZED (
        SELECT * FROM line WHERE search LIKE ALL (CAST(:anywhere AS text[])))"""  # noqa: S608  # the parts are constants
_WANTED = "price IS NOT NULL OR NOT CAST(:only_priced AS boolean)"
_PAGE = text(f"""
    {_FOUND}, counted AS (SELECT count(*) AS every, count(price) AS priced FROM found)
    SELECT counted.*, top.* FROM counted LEFT JOIN (
        SELECT *, row_number() OVER (ORDER BY {_ORDER}) AS place FROM found
        WHERE {_WANTED} ORDER BY place LIMIT :size OFFSET :skipped
    ) AS top ON true ORDER BY top.place
""").execution_options(**_REVIEW)  # noqa: S608  # the parts are constants
_MATCHING = text(f"{_FOUND} SELECT * FROM found WHERE {_WANTED} ORDER BY {_ORDER}").execution_options(**_REVIEW)  # noqa: S608  # constants of this file
_ROWS = text(f"WITH {_SEEN} SELECT * FROM line WHERE id = ANY (:term_ids) ORDER BY {_ORDER}").execution_options(  # noqa: S608  # constants of this file
    **_REVIEW
)
_PRICES = text("""
    SELECT term_id, price FROM catalogs.clinic_list_price
    WHERE clinic_id = :clinic_id AND price_list_id = :price_list_id AND kind = :kind
""").execution_options(**_REVIEW)
_COSTS = text("""
    SELECT asked.id, mine.id IS NOT NULL AS is_own, listed.price, coalesce(own.price, mine.price) AS clinic_price,
           (coalesce(term.facts, mine.facts) ->> 'price')::numeric AS shared_price
    FROM unnest(CAST(:term_ids AS bigint[])) AS asked (id)
    LEFT JOIN catalogs.term ON term.id = asked.id AND term.kind = :kind
    LEFT JOIN catalogs.clinic_term_override AS own
        ON own.clinic_id = :clinic_id AND own.kind = :kind AND own.term_id = term.id
    LEFT JOIN catalogs.clinic_term AS mine
        ON mine.clinic_id = :clinic_id AND mine.kind = :kind AND mine.id = asked.id
    LEFT JOIN catalogs.clinic_list_price AS listed
        ON listed.clinic_id = :clinic_id AND listed.price_list_id = :price_list_id AND listed.kind = :kind
            AND listed.term_id = asked.id
    WHERE term.id IS NOT NULL OR mine.id IS NOT NULL
""").execution_options(**_REVIEW)


def page(query: ListPriceQuery) -> ListPricePage:
    """Raises NotFound for a list that there is not."""
    price_list = get_list(query.price_list_id)
    part = {"size": query.size, "skipped": (query.page - 1) * query.size}
    found = _execute(_PAGE, query.kind, query.price_list_id, **_searched(query), **part)
    counts = found[0]
    return ListPricePage(
        price_list=price_list,
        rows=tuple(_row(query.kind, row) for row in found if row.id is not None),
        every=counts.every,
        priced=counts.priced,
        total=counts.priced if query.only_priced else counts.every,
        page=query.page,
        size=query.size,
    )


def matching(query: ListPriceQuery) -> tuple[ListPrice, ...]:
    """Every row that the query finds, whatever its page."""
    found = _execute(_MATCHING, query.kind, query.price_list_id, **_searched(query))
    return tuple(_row(query.kind, row) for row in found)


def rows(kind: CatalogKind, price_list_id: int, term_ids: Iterable[int], language: str = "es") -> tuple[ListPrice, ...]:
    """Those of these terms that the clinic sees."""
    found = _execute(_ROWS, kind, price_list_id, language=language, term_ids=list(term_ids))
    return tuple(_row(kind, row) for row in found)


def get_row(kind: CatalogKind, price_list_id: int, term_id: int, language: str) -> ListPrice:
    """Raises NotFound."""
    get_list(price_list_id)
    found = rows(kind, price_list_id, (term_id,), language)
    if not found:
        raise NotFound
    return found[0]


def prices_in(kind: CatalogKind, price_list_id: int) -> dict[int, Decimal]:
    """A list's own prices by the terms' ids."""
    return {row.term_id: row.price for row in _execute(_PRICES, kind, price_list_id)}


def costs(kind: CatalogKind, term_ids: tuple[int, ...], price_list_id: int | None) -> dict[int, PriceFound]:
    """What terms cost, hidden and retired ones too; raises NotFound for a list or a term that there is not."""
    if price_list_id is not None:
        get_list(price_list_id)
    found = _execute(_COSTS, kind, price_list_id, term_ids=list(term_ids))
    if len({row.id for row in found}) != len(set(term_ids)):
        raise NotFound
    return {row.id: first_said(row.price, row.clinic_price, row.shared_price, own=row.is_own) for row in found}


def _searched(query: ListPriceQuery) -> dict[str, Any]:
    return {
        "language": query.language,
        "anywhere": [rules.anywhere(word) for word in rules.words(query.text)],
        "only_priced": query.only_priced,
    }


def _execute(statement: TextClause, kind: CatalogKind, price_list_id: int | None, **values: Any) -> list[Row[Any]]:
    session = current_work()
    place = {"clinic_id": session.clinic_id, "kind": kind.value, "price_list_id": price_list_id}
    return list(session.execute(statement, place | values).all())


def _row(kind: CatalogKind, row: Row[Any]) -> ListPrice:
    return ListPrice(
        id=row.id,
        kind=kind,
        code=row.code,
        label=row.alias or row.name,
        own=row.is_own,
        price=row.price,
        clinic_price=row.clinic_price,
        global_price=row.shared_price,
        version=row.version,
    )
