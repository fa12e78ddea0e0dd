"""A gap as pages name it, and what they show of whom it fits."""

from datetime import timedelta
from typing import Any

from flask import url_for

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.waiting_list import FitForm
from clinic_portal.contracts.agenda import AppointmentView, Fit, Gap
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.ids import new_id


def freed_by(appointment: AppointmentView) -> Gap | None:
    """The time that an appointment had; None once it is over."""
    if appointment.ends_at <= now():
        return None
    return Gap(
        practitioner_id=appointment.practitioner_id,
        branch_id=appointment.branch_id,
        starts_at=appointment.starts_at,
        minutes=appointment.minutes,
    )


def gap_address(gap: Gap) -> str:
    """Where whom it fits is shown."""
    return url_for("agenda.fits_show", **gap.model_dump(exclude={"starts_at"}), starts_at=gap.starts_at.isoformat())


def fit_values(gap: Gap, fits: tuple[Fit, ...], form: FitForm) -> dict[str, Any]:
    """What the panel shows."""
    if not form.idempotency_key.data:
        form.idempotency_key.process_data(new_id())
    return {
        "gap": gap,
        "ends_at": gap.starts_at + timedelta(minutes=gap.minutes),
        "fits": fits,
        "form": form,
        "kinds": {kind.id: kind for kind in agenda().types()},
        "house": house(),
    }


def fits_after(freed: Gap | None) -> dict[str, Any] | None:
    """The same for a time that has just been freed; None when it fits nobody."""
    fits = agenda().who_fits(freed) if freed else ()
    return fit_values(freed, fits, FitForm(formdata=None)) if freed and fits else None
