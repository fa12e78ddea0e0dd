"""Every change to a clinic's view goes through here: written with what stood before, told, and open to undoing."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from sqlalchemy import select

from clinic_portal.contexts.catalogs import shelf
from clinic_portal.contexts.catalogs.layers import Layer, OwnTerm, Row, to_json
from clinic_portal.contexts.catalogs.models import ClinicCatalogChange
from clinic_portal.contracts.catalogs import CatalogKind, Change, ChangeKind, TermsOverridden
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.cache import drop
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import after_commit, current_work

REGION = "catalogs"
LABELS = 3
_LATEST = 30
After = Layer | OwnTerm


def carry_out(
    kind: CatalogKind,
    what: ChangeKind,
    after: Mapping[int, After],
    before: Mapping[int, Row],
    seen: Mapping[int, int] | None = None,
) -> Change | None:
    """Write what differs as one change; None when nothing does. All are by the terms' ids.

    `seen` are versions at which uses stood before, for the one that undoes.
    """
    seen = seen or {}
    differing = {id_: new for id_, new in after.items() if id_ in seen or _differs(new, before[id_])}
    if not differing:
        return None
    change = _keep(kind, what, differing, before, seen)
    shelf.write(kind, differing, change.id)
    publish(TermsOverridden(catalog=kind, term_ids=tuple(differing)))
    after_commit(lambda: drop(REGION))
    return shown(change)


def latest(kind: CatalogKind, term_id: int | None = None) -> tuple[Change, ...]:
    """The clinic's latest changes to a catalog, or to one of its terms, newest first."""
    found = select(
        ClinicCatalogChange.id,
        ClinicCatalogChange.kind,
        ClinicCatalogChange.what,
        ClinicCatalogChange.made_at,
        ClinicCatalogChange.made_by,
        ClinicCatalogChange.labels,
        ClinicCatalogChange.undone_by,
        ClinicCatalogChange.count,
    )
    if term_id is not None:
        found = found.where(ClinicCatalogChange.rows.has_key(str(term_id)))
    ordered = found.where(ClinicCatalogChange.kind == kind.value).order_by(ClinicCatalogChange.id.desc())
    return tuple(shown(row) for row in current_work().execute(ordered.limit(_LATEST)))


def shown(row: Any) -> Change:
    return Change(
        id=row.id,
        kind=row.kind,
        what=row.what,
        made_at=row.made_at,
        made_by=row.made_by,
        count=row.count,
        labels=tuple(row.labels),
        undone=row.undone_by is not None,
    )


def _keep(
    kind: CatalogKind,
    what: ChangeKind,
    after: Mapping[int, After],
    before: Mapping[int, Row],
    seen: Mapping[int, int],
) -> ClinicCatalogChange:
    change = ClinicCatalogChange(
        kind=kind.value,
        what=what.value,
        made_at=now(),
        made_by=current_actor_id(),
        labels=[before[term_id].label for term_id in islice(after, LABELS)],
        count=len(after),
        rows={
            str(term_id): _entry(before[term_id], new) | ({"seen": seen[term_id]} if term_id in seen else {})
            for term_id, new in after.items()
        },
    )
    current_work().add(change)
    current_work().flush()
    return change


def _entry(before: Row, after: After) -> dict[str, Any]:
    return {"before": to_json(_standing(before)), "after": to_json(after)}


def _differs(new: After, row: Row) -> bool:
    return to_json(new) != to_json(_standing(row))


def _standing(row: Row) -> After | None:
    return row.own or row.layer
