"""What the entered clinic sees of a catalog: one statement a page, hidden terms absent, aliases in place."""

from collections import defaultdict
from typing import Any

from sqlalchemy import TextClause, text

from clinic_portal.contexts.catalogs import rules
from clinic_portal.contracts.catalogs import CatalogKind, TermPage, TermQuery, TermView
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

_REVIEW = {REVIEWED: "joins a global table; carries the clinic's predicate itself"}
_OWN = """own AS MATERIALIZED (
        SELECT term_id, visible, alias, search_alias FROM catalogs.clinic_term_override
        WHERE clinic_id = :clinic_id AND kind = :kind)"""
_COLUMNS = """term.id, term.code_system, term.code,
        coalesce(term.names ->> :language, term.names ->> 'es', term.names ->> 'en', term.code) AS name, own.alias"""
_PAGE = f"""
    SELECT counted.total, {_COLUMNS}
    FROM counted LEFT JOIN top ON true LEFT JOIN catalogs.term ON term.id = top.id LEFT JOIN own ON own.term_id = top.id
    ORDER BY top.rank, top.sort_key, top.id"""  # noqa: S608  # the parts are constants

_BROWSE = text(f"""
    WITH {_OWN}, hidden AS MATERIALIZED (
        SELECT term.id FROM own JOIN catalogs.term ON term.id = own.term_id
        WHERE NOT own.visible AND term.retired_at IS NULL
    ), counted AS (
        SELECT count(*) - (SELECT count(*) FROM hidden) AS total
        FROM catalogs.term WHERE kind = :kind AND retired_at IS NULL
    ), top AS (
        SELECT id, sort_key, 0 AS rank FROM catalogs.term
        WHERE kind = :kind AND retired_at IS NULL AND id NOT IN (SELECT id FROM hidden)
        ORDER BY sort_key, id LIMIT :size OFFSET :skipped
    ) {_PAGE}
""").execution_options(**_REVIEW)  # noqa: S608  # the parts are constants

_SEARCH = text(f"""
    WITH {_OWN}, hit AS (
        SELECT id, sort_key, search FROM catalogs.term
        WHERE kind = :kind AND retired_at IS NULL AND search LIKE :longest AND search LIKE ALL (:anywhere)
          AND id NOT IN (SELECT term_id FROM own)
        UNION ALL
        SELECT id, sort_key, search || search_alias FROM own JOIN catalogs.term ON term.id = own.term_id
        WHERE own.visible AND retired_at IS NULL AND search || search_alias LIKE ALL (:anywhere)
    ), ranked AS (
        SELECT id, sort_key, CASE WHEN starts_with(search, :code) THEN 0
                                  WHEN strpos(search, :name) > 0 THEN 1
                                  WHEN search LIKE ALL (:at_start) THEN 2
                                  ELSE 3 END AS rank
        FROM hit
    ), counted AS (
        SELECT count(*) AS total FROM ranked
    ), top AS (
        SELECT id, sort_key, rank FROM ranked ORDER BY rank, sort_key, id LIMIT :size OFFSET :skipped
    ) {_PAGE}
""").execution_options(**_REVIEW)  # noqa: S608  # the parts are constants

_ONE = text(f"""
    WITH {_OWN}
    SELECT {_COLUMNS} FROM catalogs.term LEFT JOIN own ON own.term_id = term.id
    WHERE term.kind = :kind AND term.id = :term_id
""").execution_options(**_REVIEW)  # noqa: S608  # the parts are constants

_COUNTS = text("""
    SELECT kind, count(*) AS total FROM catalogs.term WHERE retired_at IS NULL GROUP BY kind
    UNION ALL
    SELECT own.kind, -count(*) FROM catalogs.clinic_term_override AS own JOIN catalogs.term ON term.id = own.term_id
    WHERE own.clinic_id = :clinic_id AND NOT own.visible AND term.retired_at IS NULL GROUP BY own.kind
""").execution_options(**_REVIEW)

PageRows = tuple[int, tuple[tuple[int, str, str, str, str | None], ...]]
"""How many there are, and the page's (id, code system, code, name, alias): what is cached."""


def page_rows(query: TermQuery) -> PageRows:
    statement, values = page_statement(query)
    found = current_work().execute(statement, values).all()
    return found[0].total, tuple((*row[1:],) for row in found if row.id is not None)


def page_statement(query: TermQuery) -> tuple[TextClause, dict[str, Any]]:
    """The one statement that answers the query for the entered clinic, with its values."""
    place = {"clinic_id": current_work().clinic_id, "kind": query.kind.value, "language": query.language}
    part = {"size": query.size, "skipped": (query.page - 1) * query.size}
    if rules.words(query.text):
        return _SEARCH, place | part | search_values(query.text)
    return _BROWSE, place | part


def page_of(query: TermQuery, rows: PageRows) -> TermPage:
    total, terms = rows
    return TermPage(terms=tuple(_view(*term) for term in terms), total=total, page=query.page, size=query.size)


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
    session = current_work()
    values = {"clinic_id": session.clinic_id, "kind": kind.value, "term_id": term_id, "language": language}
    row = session.execute(_ONE, values).one_or_none()
    if row is None:
        raise NotFound
    return _view(*row)


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


def _view(term_id: int, code_system: str, code: str, name: str, alias: str | None) -> TermView:
    return TermView.model_construct(
        id=term_id, code_system=code_system, code=code, label=alias or name, name=name, alias=alias
    )
