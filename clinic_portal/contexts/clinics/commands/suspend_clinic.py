"""Close a clinic to its people, or open it again, as an operator."""

from datetime import datetime

from clinic_portal.contexts.clinics import registry
from clinic_portal.contracts.clinics import AlreadyOpen, AlreadySuspended, ClinicVerb, SuspendClinic
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database.operator import Link
from clinic_portal.foundation.record import recorded

_SET = "UPDATE clinics.clinic SET suspended_at = %s WHERE id = %s"


def suspend_clinic(command: SuspendClinic) -> int:
    """The clinic's id; raises NotFound or AlreadySuspended."""
    with recorded(ClinicVerb.SUSPEND) as doing:
        doing.about, since = _held(doing.link, command.slug)
        if since is not None:
            raise AlreadySuspended
        moment = now()
        doing.link.execute(_SET, [moment, doing.about])
        doing.tell(_said(None), {**_said(moment), "reason": command.reason})
        return doing.about


def reopen_clinic(slug: str) -> int:
    """The clinic's id; raises NotFound or AlreadyOpen."""
    with recorded(ClinicVerb.REOPEN) as doing:
        doing.about, since = _held(doing.link, slug)
        if since is None:
            raise AlreadyOpen
        doing.link.execute(_SET, [None, doing.about])
        doing.tell(_said(since), _said(None))
        return doing.about


def _held(link: Link, slug: str) -> tuple[int, datetime | None]:
    """The clinic, which nobody else closes or opens meanwhile, and since when it is suspended."""
    entry = registry.get_clinic(link, slug, locked=True)
    return entry.id, entry.suspended_at


def _said(suspended_at: datetime | None) -> dict[str, object]:
    return {"suspended_at": suspended_at.isoformat() if suspended_at else None}
