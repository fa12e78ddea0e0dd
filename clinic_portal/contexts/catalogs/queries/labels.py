"""What the entered clinic calls terms that something else names by code."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import text

from clinic_portal.contracts.catalogs import CatalogKind
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.work import current_work

_NAME = "coalesce({0}.alias, {1}.names ->> :language, {1}.names ->> 'es', {1}.names ->> 'en', {1}.code)"
_NAMED = text(f"""
    SELECT DISTINCT ON (code) code, label FROM (
        SELECT mine.code, {_NAME.format("mine", "mine")} AS label, true AS is_own, mine.retired_at, mine.id
        FROM catalogs.clinic_term AS mine
        WHERE mine.clinic_id = :clinic_id AND mine.kind = :kind AND mine.code = ANY (:codes)
        UNION ALL
        SELECT term.code, {_NAME.format("own", "term")}, false, term.retired_at, term.id
        FROM catalogs.term LEFT JOIN catalogs.clinic_term_override AS own
            ON own.clinic_id = :clinic_id AND own.kind = :kind AND own.term_id = term.id
        WHERE term.kind = :kind AND term.code = ANY (:codes)
    ) AS named ORDER BY code, retired_at IS NOT NULL, NOT is_own, id
""").execution_options(**{REVIEWED: "joins a global table; carries the clinic's predicate itself"})  # noqa: S608  # constants of this file


def named(kind: CatalogKind, codes: Sequence[str], language: str) -> dict[str, str]:
    """Labels by code."""
    session = current_work()
    values = {"clinic_id": session.clinic_id, "kind": kind.value, "codes": list(codes), "language": language}
    return {row.code: row.label for row in session.execute(_NAMED, values)}


def cache_key(kind: CatalogKind, codes: Sequence[str], language: str) -> str:
    """Short, however many codes there are."""
    said = hashlib.sha256("\0".join(codes).encode()).hexdigest()
    return f"labels:{kind}:{language}:{said}"
