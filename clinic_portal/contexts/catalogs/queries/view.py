"""What the entered clinic's people see of a catalog: one statement a page, hidden terms absent, aliases in place."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, TextClause, text

from clinic_portal.contexts.catalogs import rules
from clinic_portal.contexts.catalogs.queries.parts import KEPT, OWN, SPECIAL, UNTOUCHED
from clinic_portal.contracts.catalogs import CatalogKind, TermPage, TermQuery, TermView, facts_of
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

_REVIEW = {REVIEWED: "joins a global table; carries the clinic's predicate itself"}
_COLUMNS = """coalesce(term.id, mine.id) AS id, coalesce(term.code_system, 'own') AS code_system,
        coalesce(term.code, mine.code) AS code,
        coalesce(coalesce(term.names, mine.names) ->> :language, coalesce(term.names, mine.names) ->> 'es',
                 coalesce(term.names, mine.names) ->> 'en', term.code, mine.code) AS name,
        coalesce(own.alias, mine.alias) AS alias, mine.id IS NOT NULL AS is_own,
        coalesce(own.favourite, mine.favourite, false) AS favourite, coalesce(own.price, mine.price) AS price,
        coalesce(own.minutes, mine.minutes) AS minutes, coalesce(term.facts, mine.facts) AS facts"""
_PAGE = f"""
    SELECT counted.total, {_COLUMNS}
    FROM counted LEFT JOIN top ON true LEFT JOIN catalogs.term ON term.id = top.id
    LEFT JOIN catalogs.clinic_term AS mine ON mine.clinic_id = :clinic_id AND mine.id = top.id
    LEFT JOIN own ON own.term_id = top.id
    ORDER BY top.rank, top.favourite DESC, top.position NULLS LAST, top.sort_key, top.id"""  # noqa: S608  # constants of this file

_BROWSE = text(f"""
    WITH {OWN}, {KEPT}, {SPECIAL}, counted AS (
        SELECT (SELECT count(*) FROM catalogs.term WHERE kind = :kind AND retired_at IS NULL)
             - (SELECT count(*) FROM own JOIN catalogs.term ON term.id = own.term_id WHERE term.retired_at IS NULL)
             + (SELECT count(*) FROM special) AS total
    ), nearest AS (
        SELECT id, false AS favourite, NULL::integer AS position, sort_key FROM catalogs.term
        WHERE {UNTOUCHED} ORDER BY sort_key, id LIMIT :until
    ), top AS (
        SELECT *, 0 AS rank FROM (
            SELECT id, favourite, position, sort_key FROM special UNION ALL SELECT * FROM nearest
        ) AS seen
        ORDER BY favourite DESC, position NULLS LAST, sort_key, id LIMIT :size OFFSET :skipped
    ) {_PAGE}
""").execution_options(**_REVIEW)  # noqa: S608  # the parts are constants

_SEARCH = text(f"""
    WITH {OWN}, {KEPT}, {SPECIAL}, hit AS (
        SELECT id, false AS favourite, NULL::integer AS position, sort_key, search FROM catalogs.term
        WHERE {UNTOUCHED} AND search LIKE :longest AND search LIKE ALL (:anywhere)
        UNION ALL
        SELECT id, favourite, position, sort_key, search FROM special WHERE search LIKE ALL (:anywhere)
    ), ranked AS (
        SELECT id, favourite, position, sort_key, CASE WHEN starts_with(search, :code) THEN 0
                                                       WHEN strpos(search, :name) > 0 THEN 1
                                                       WHEN search LIKE ALL (:at_start) THEN 2
                                                       ELSE 3 END AS rank
        FROM hit
    ), counted AS (
        SELECT count(*) AS total FROM ranked
    ), top AS (
        SELECT * FROM ranked
        ORDER BY rank, favourite DESC, position NULLS LAST, sort_key, id LIMIT :size OFFSET :skipped
    ) {_PAGE}
""").execution_options(**_REVIEW)  # noqa: S608  # the parts are constants

_ONE = text(f"""
    WITH {OWN}
    SELECT {_COLUMNS} FROM (SELECT CAST(:term_id AS bigint) AS id) AS top
    LEFT JOIN catalogs.term ON term.id = top.id AND term.kind = :kind
    LEFT JOIN catalogs.clinic_term AS mine
        ON mine.clinic_id = :clinic_id AND mine.id = top.id AND mine.kind = :kind
    LEFT JOIN own ON own.term_id = top.id
    WHERE term.id IS NOT NULL OR mine.id IS NOT NULL
""").execution_options(**_REVIEW)  # noqa: S608  # the parts are constants

_SEVERAL = text(f"""
    WITH {OWN}, {KEPT}, {SPECIAL}, top AS (
        SELECT id, favourite, position, sort_key FROM special WHERE id = ANY (:term_ids)
        UNION ALL
        SELECT id, false, NULL, sort_key FROM catalogs.term WHERE {UNTOUCHED} AND id = ANY (:term_ids)
    )
    SELECT {_COLUMNS} FROM top LEFT JOIN catalogs.term ON term.id = top.id
    LEFT JOIN catalogs.clinic_term AS mine ON mine.clinic_id = :clinic_id AND mine.id = top.id
    LEFT JOIN own ON own.term_id = top.id
    ORDER BY top.favourite DESC, top.position NULLS LAST, top.sort_key, top.id
""").execution_options(**_REVIEW)  # noqa: S608  # the parts are constants

_COUNTS = text("""
    SELECT kind, count(*) AS total FROM catalogs.term WHERE retired_at IS NULL GROUP BY kind
    UNION ALL
    SELECT own.kind, -count(*) FROM catalogs.clinic_term_override AS own JOIN catalogs.term ON term.id = own.term_id
    WHERE own.clinic_id = :clinic_id AND NOT own.visible AND term.retired_at IS NULL GROUP BY own.kind
    UNION ALL
    SELECT kind, count(*) FROM catalogs.clinic_term
    WHERE clinic_id = :clinic_id AND visible AND retired_at IS NULL GROUP BY kind
    UNION ALL
    SELECT term.kind, count(*) FROM catalogs.term
    LEFT JOIN catalogs.clinic_term_override AS own
        ON own.clinic_id = :clinic_id AND own.kind = term.kind AND own.term_id = term.id
    WHERE term.retired_at IS NOT NULL AND own.visible IS NOT false
      AND (own.keeps_retired OR own.seen_version < term.version OR EXISTS (
          SELECT FROM catalogs.clinic_term_use AS use
          WHERE use.clinic_id = :clinic_id AND use.kind = term.kind AND use.term_id = term.id
            AND use.uses > 0 AND use.seen_version < term.version))
    GROUP BY term.kind
""").execution_options(**_REVIEW)


def page(query: TermQuery) -> TermPage:
    statement, values = page_statement(query)
    found = current_work().execute(statement, values).all()
    return TermPage(
        terms=tuple(_view(query.kind, row) for row in found if row.id is not None),
        total=found[0].total,
        page=query.page,
        size=query.size,
    )


def page_statement(query: TermQuery) -> tuple[TextClause, dict[str, Any]]:
    """The one statement that answers the query for the entered clinic, with its values."""
    skipped = (query.page - 1) * query.size
    values = {
        "clinic_id": current_work().clinic_id,
        "kind": query.kind.value,
        "language": query.language,
        "size": query.size,
        "skipped": skipped,
    }
    if rules.words(query.text):
        return _SEARCH, values | search_values(query.text)
    return _BROWSE, values | {"until": skipped + query.size}


def cache_key(query: TermQuery) -> str:
    """The same for all that is typed alike: `Asma` and `asma `."""
    typed = " ".join(rules.words(query.text))
    return f"{query.kind}:{query.language}:{query.size}:{query.page}:{rules.search_code(query.text)}:{typed}"


def counts() -> dict[str, int]:
    """How many terms of each kind the entered clinic sees."""
    session, found = current_work(), defaultdict[str, int](int)
    for kind, total in session.execute(_COUNTS, {"clinic_id": session.clinic_id}):
        found[kind] += total
    return dict(found)


def get_term(kind: CatalogKind, term_id: int, language: str) -> TermView:
    """One term, hidden, retired or not; raises NotFound."""
    session = current_work()
    values = {"clinic_id": session.clinic_id, "kind": kind.value, "term_id": term_id, "language": language}
    row = session.execute(_ONE, values).one_or_none()
    if row is None:
        raise NotFound
    return _view(kind, row)


def seen(kind: CatalogKind, term_ids: Iterable[int], language: str) -> tuple[TermView, ...]:
    """Those of these terms that the clinic's people see, in its order."""
    session = current_work()
    values = {"clinic_id": session.clinic_id, "kind": kind.value, "language": language, "term_ids": list(term_ids)}
    return tuple(_view(kind, row) for row in session.execute(_SEVERAL, values))


def search_values(typed: str) -> dict[str, Any]:
    """What is typed, as the patterns and beginnings that the search compares."""
    words = rules.words(typed)
    return {
        "longest": rules.anywhere(max(words, key=len)),
        "anywhere": [rules.anywhere(word) for word in words],
        "at_start": [rules.at_start(word) for word in words],
        "code": rules.search_code(typed),
        "name": rules.search_name(typed),
    }


def _view(kind: CatalogKind, row: Row[Any]) -> TermView:
    facts = facts_of(kind.value, row.facts)
    # Built without a second check: what the database gives was checked when it was written.
    return TermView.trusted(
        id=row.id,
        code_system=row.code_system,
        code=row.code,
        label=row.alias or row.name,
        name=row.name,
        alias=row.alias,
        own=row.is_own,
        favourite=row.favourite,
        price=getattr(facts, "price", None) if row.price is None else row.price,
        minutes=getattr(facts, "minutes", None) if row.minutes is None else row.minutes,
        facts=facts,
    )
