"""How often a clinic used its terms, and at which version of the shared one."""

from collections.abc import Iterable, Mapping

from sqlalchemy import case, func, literal_column, select, text
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.catalogs.layers import Row
from clinic_portal.contexts.catalogs.models import ClinicTermUse
from clinic_portal.contracts.catalogs import CatalogKind, Use
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.work import current_work

_TEMPLATES = text("""
    SELECT 'treatment-templates' AS place, count(*) AS uses FROM catalogs.clinic_term AS template
    WHERE :kind = 'procedures' AND template.clinic_id = :clinic_id AND template.kind = 'treatment-templates'
      AND template.retired_at IS NULL AND EXISTS (
        SELECT FROM jsonb_array_elements(template.facts -> 'steps') AS step WHERE step ->> 'procedure' = (
            SELECT code FROM catalogs.clinic_term WHERE clinic_id = :clinic_id AND id = :term_id
            UNION ALL SELECT code FROM catalogs.term WHERE id = :term_id LIMIT 1))
""").execution_options(**{REVIEWED: "joins a global table; carries the clinic's predicate itself"})


_SEEN = case(
    (ClinicTermUse.uses > 0, ClinicTermUse.seen_version),
    else_=literal_column("excluded.seen_version"),
)
"""A use after all were taken back is the first one again."""

_SEE = text("""
    UPDATE catalogs.clinic_term_use AS use SET seen_version = given.version
    FROM unnest(CAST(:ids AS bigint[]), CAST(:versions AS integer[])) AS given (id, version)
    WHERE use.clinic_id = :clinic_id AND use.kind = :kind AND use.term_id = given.id
""").execution_options(**{REVIEWED: "carries the clinic's predicate itself"})


def count(kind: CatalogKind, rows: Mapping[int, Row], place: str, times: int) -> None:
    """Add to the counts; they never fall below zero."""
    session = current_work()
    given = [
        {
            "clinic_id": session.clinic_id,
            "kind": kind.value,
            "term_id": term_id,
            "place": place,
            "uses": max(0, times),
            "seen_version": row.term_version,
        }
        for term_id, row in sorted(rows.items())
    ]
    session.execute(
        insert(ClinicTermUse)
        .values(given)
        .on_conflict_do_update(
            constraint="pk_clinic_term_use",
            set_={"uses": func.greatest(0, ClinicTermUse.uses + times), "seen_version": _SEEN},
        )
        .execution_options(**{REVIEWED: "writes the session's own clinic's rows"})
    )


def of_term(kind: CatalogKind, term_id: int) -> tuple[Use, ...]:
    """Where the clinic uses a term, and how often."""
    noted = select(ClinicTermUse.place, ClinicTermUse.uses).where(
        ClinicTermUse.kind == kind.value, ClinicTermUse.term_id == term_id, ClinicTermUse.uses > 0
    )
    session = current_work()
    values = {"clinic_id": session.clinic_id, "kind": kind.value, "term_id": term_id}
    found = [*session.execute(noted.order_by(ClinicTermUse.place)), *session.execute(_TEMPLATES, values)]
    return tuple(Use(place=row.place, uses=row.uses) for row in found if row.uses)


def seen(kind: CatalogKind, term_ids: Iterable[int]) -> dict[int, int]:
    """At which version of a used term the clinic stands."""
    found = select(ClinicTermUse.term_id, func.min(ClinicTermUse.seen_version)).where(
        ClinicTermUse.kind == kind.value, ClinicTermUse.term_id.in_(list(term_ids)), ClinicTermUse.uses > 0
    )
    return {row[0]: row[1] for row in current_work().execute(found.group_by(ClinicTermUse.term_id))}


def see(kind: CatalogKind, versions: Mapping[int, int]) -> None:
    """From now on the clinic stands at these versions of its used terms."""
    session = current_work()
    values = {"clinic_id": session.clinic_id, "kind": kind.value}
    if versions:
        session.execute(_SEE, values | {"ids": list(versions), "versions": list(versions.values())})
