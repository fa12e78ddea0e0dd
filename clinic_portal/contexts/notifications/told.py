"""What the patient of an appointment knows, as it is kept with the notice."""

from datetime import datetime

from clinic_portal.contexts.notifications import rules
from clinic_portal.contexts.notifications.models import NoticeRow
from clinic_portal.contexts.notifications.rules import Standing
from clinic_portal.contracts.agenda import AppointmentStatus, AppointmentView
from clinic_portal.contracts.notifications import Channel
from clinic_portal.foundation.tenancy import current_clinic_id


def told(notice: NoticeRow) -> Standing | None:
    if (
        notice.told_cancelled is None
        or notice.told_starts_at is None
        or notice.told_practitioner_id is None
        or notice.told_branch_id is None
    ):
        return None
    return Standing(notice.told_cancelled, notice.told_starts_at, notice.told_practitioner_id, notice.told_branch_id)


def stands(appointment: AppointmentView) -> Standing:
    return Standing(
        appointment.status is AppointmentStatus.CANCELLED,
        appointment.starts_at,
        appointment.practitioner_id,
        appointment.branch_id,
        appointment.video_url,
    )


def keys_of_last_word(notice: NoticeRow) -> list[str]:
    """The keys that the messages of the last word have, on every channel."""
    if notice.together:
        return [rules.together_key(notice.together, way) for way in Channel]
    clinic_id = current_clinic_id()
    return [rules.telling_key(clinic_id, notice.appointment_id, notice.tellings, way) for way in Channel]


def remember(notice: NoticeRow, known: Standing) -> None:
    """They are told of `known` now; what they knew until then is kept besides."""
    before = told(notice)
    notice.told_before = (
        {
            "cancelled": before.cancelled,
            "starts_at": before.starts_at.isoformat(),
            "practitioner_id": before.practitioner_id,
            "branch_id": before.branch_id,
        }
        if before
        else None
    )
    _write(notice, known)


def forget(notice: NoticeRow) -> None:
    """The last word never left: they know what they knew before it."""
    before = notice.told_before
    _write(notice, Standing(**before | {"starts_at": datetime.fromisoformat(before["starts_at"])}) if before else None)
    notice.told_before = None


def _write(notice: NoticeRow, known: Standing | None) -> None:
    notice.told_cancelled = known.cancelled if known else None
    notice.told_starts_at = known.starts_at if known else None
    notice.told_practitioner_id = known.practitioner_id if known else None
    notice.told_branch_id = known.branch_id if known else None
