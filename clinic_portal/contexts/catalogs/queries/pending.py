"""Changes upstream that the clinic has not settled."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text

from clinic_portal.contexts.catalogs.queries import grid
from clinic_portal.contexts.catalogs.queries.parts import OWN, USED
from clinic_portal.contracts.catalogs import CatalogKind, TermFace, UpstreamChange, facts_of
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.work import current_work

MOST = 200
_REVIEW = {REVIEWED: "joins a global table; carries the clinic's predicate itself"}
_WAITING = text(f"""
    WITH {OWN}, {USED}, waiting AS (
        SELECT term.*, least(own.seen_version, used.seen_version) AS seen
        FROM catalogs.term LEFT JOIN own ON own.term_id = term.id LEFT JOIN used ON used.term_id = term.id
        WHERE term.kind = :kind AND least(own.seen_version, used.seen_version) < term.version
    )
    SELECT waiting.id, waiting.version, waiting.names, waiting.synonyms, waiting.facts,
           waiting.retired_at IS NOT NULL AS retired, waiting.seen, old.names AS old_names,
           old.synonyms AS old_synonyms, old.facts AS old_facts, old.retired AS old_retired
    FROM waiting LEFT JOIN catalogs.term_history AS old ON old.term_id = waiting.id AND old.version = waiting.seen
    WHERE CAST(:term_ids AS bigint[]) IS NULL OR waiting.id = ANY (:term_ids)
    ORDER BY waiting.code, waiting.id LIMIT :most
""").execution_options(**_REVIEW)  # noqa: S608  # the parts are constants of this room


def changes(
    kind: CatalogKind, language: str, term_ids: Sequence[int] | None = None, most: int | None = None
) -> tuple[UpstreamChange, ...]:
    """By code; of all terms, or of those named."""
    values = {
        "clinic_id": current_work().clinic_id,
        "kind": kind.value,
        "term_ids": None if term_ids is None else list(term_ids),
        "most": most,
    }
    found = current_work().execute(_WAITING, values).all()
    rows = {row.id: row for row in grid.rows(kind, tuple(row.id for row in found), language)}
    return tuple(
        UpstreamChange(term=rows[row.id], then=_then(kind, row), now=_now(kind, row)) for row in found if row.id in rows
    )


def _then(kind: CatalogKind, row: Any) -> TermFace | None:
    if row.old_names is None:
        return None
    return TermFace(
        version=row.seen,
        names=row.old_names,
        synonyms=tuple(row.old_synonyms),
        facts=facts_of(kind.value, row.old_facts),
        retired=row.old_retired,
    )


def _now(kind: CatalogKind, row: Any) -> TermFace:
    return TermFace(
        version=row.version,
        names=row.names,
        synonyms=tuple(row.synonyms),
        facts=facts_of(kind.value, row.facts),
        retired=row.retired,
    )
