"""What a kind of appointment asks of patients who book alone, told to the desk that books otherwise."""

from collections.abc import Iterable
from datetime import timedelta

from flask_babel import gettext as _

from clinic_portal.contracts.agenda import AppointmentTypeView, AppointmentView
from clinic_portal.foundation.clock import now


def limit_passed(kinds: Iterable[AppointmentTypeView], booked: AppointmentView) -> str:
    """A sentence when it is sooner or later than patients may book; empty otherwise."""
    kind = next(one for one in kinds if one.id == booked.type_id)
    ahead = booked.starts_at - now()
    if ahead < timedelta(minutes=kind.notice_minutes):
        return _("This is sooner than patients may book")
    if kind.horizon_days and ahead > timedelta(days=kind.horizon_days):
        return _("This is later than patients may book")
    return ""
