"""How often each person used terms, and when last; what they do counts for them, whoever reads it."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.catalogs.mine_rules import FORGOTTEN, Used
from clinic_portal.contexts.catalogs.personal_models import UserTermUse
from clinic_portal.contracts.catalogs import CatalogKind
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.work import current_work

_MOST_READ = 1_000
"""The terms used last, of which the most used are found."""


def count(kind: CatalogKind, term_ids: Iterable[int], user_id: int, times: int) -> None:
    """Add to a person's counts, which never fall below zero; a use taken back is none, so it has no time."""
    session, at = current_work(), now()
    given = [
        {
            "clinic_id": session.clinic_id,
            "user_id": user_id,
            "kind": kind.value,
            "term_id": term_id,
            "uses": max(0, times),
            "last_used_at": at,
        }
        for term_id in sorted(set(term_ids))
    ]
    changed = {"uses": func.greatest(0, UserTermUse.uses + times)}
    if times > 0:
        changed["last_used_at"] = func.greatest(UserTermUse.last_used_at, at)
    upsert = insert(UserTermUse).values(given).on_conflict_do_update(constraint="pk_user_term_use", set_=changed)
    session.execute(upsert.execution_options(**{REVIEWED: "writes the entered clinic's id"}))


def of_person(kind: CatalogKind, user_id: int) -> list[Used]:
    """What a person used within a year, the latest first."""
    found = (
        select(UserTermUse.term_id, UserTermUse.uses, UserTermUse.last_used_at)
        .where(
            UserTermUse.user_id == user_id,
            UserTermUse.kind == kind.value,
            UserTermUse.uses > 0,
            UserTermUse.last_used_at >= now() - FORGOTTEN,
        )
        .order_by(UserTermUse.last_used_at.desc())
        .limit(_MOST_READ)
    )
    return [Used(*row) for row in current_work().execute(found)]
