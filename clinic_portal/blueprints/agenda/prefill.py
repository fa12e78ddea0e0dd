"""A new booking form knows what the address says, and proposes the usual for the rest."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from clinic_portal.blueprints.agenda.doors import agenda
from clinic_portal.blueprints.agenda.forms.booking import BookingForm
from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.contracts.agenda import AppointmentTypeView, FindFree
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import at_local, now

USUAL_MINUTES = 30


def prefill(form: BookingForm, house: ClinicDirectory, kinds: tuple[AppointmentTypeView, ...], shown: Shown) -> None:
    """Fill what is still empty: kind and its length, whom, where, and the next free time."""
    kind = _kind(form, [one for one in kinds if not one.retired])
    _whom(form, house, shown, kind)
    if not form.day.data:
        form.day.process_data(shown.day)
    if not form.time.data:
        _next_free(form, house, shown)


def _kind(form: BookingForm, kinds: Sequence[AppointmentTypeView]) -> AppointmentTypeView | None:
    """The chosen one, else the first that the chosen practitioner gives; a group is joined only where it is chosen."""
    givers = [kind for kind in kinds if _allows(kind.practitioner_ids, form.practitioner_id.data)]
    chosen = next((kind for kind in kinds if kind.id == form.type_id.data), None)
    kind = chosen or next(iter(sorted([*givers, *kinds], key=lambda one: one.seats > 1)), None)
    if kind:
        form.type_id.process_data(kind.id)
    if not form.minutes.data:
        form.minutes.process_data(kind.minutes if kind else USUAL_MINUTES)
    return kind


def _whom(form: BookingForm, house: ClinicDirectory, shown: Shown, kind: AppointmentTypeView | None) -> None:
    """The practitioner of the chosen room, else the first who gives the kind; their room where none is chosen."""
    here = house.practitioners_of(shown.branch.id)
    givers, rooms = (kind.practitioner_ids, kind.room_ids) if kind else ((), ())
    if not form.practitioner_id.data and here:
        giving = [one for one in here if _allows(givers, one.id)] or here
        at_home = next((one for one in giving if one.room_id == form.room_id.data), giving[0])
        form.practitioner_id.process_data(at_home.id)
    practitioner = house.practitioner(form.practitioner_id.data or 0)
    if form.room_id.data or practitioner is None or not _is_usual(practitioner, house, shown):
        return
    if practitioner.room_id and _allows(rooms, practitioner.room_id):
        form.room_id.process_data(practitioner.room_id)


def _allows(listed: Sequence[int], one: int | None) -> bool:
    return not listed or not one or one in listed


def _is_usual(practitioner: PractitionerView, house: ClinicDirectory, shown: Shown) -> bool:
    """Their room is at their own branch; elsewhere, and in a week of several branches, it is any that is free."""
    if shown.whose and len(house.branches_of(practitioner.id)) > 1:
        return False
    return practitioner.branch_id == shown.branch.id or practitioner not in house.practitioners_of(shown.branch.id)


def _next_free(form: BookingForm, house: ClinicDirectory, shown: Shown) -> None:
    zone = house.clinic.time_zone
    if not form.practitioner_id.data:
        return
    wish = FindFree(
        practitioner_id=form.practitioner_id.data,
        branch_id=shown.branch.id,
        type_id=form.type_id.data or None,
        near=max(now(), at_local(form.day.data, 0, zone)),
        minutes=form.minutes.data,
        earlier=False,
        limit=1,
    )
    for free in agenda().free_times(wish):
        local: datetime = free.starts_at.astimezone(ZoneInfo(zone))
        form.day.process_data(local.date())
        form.day.raw_data = None
        form.time.process_data(local.time())
        form.room_id.process_data(free.room_id)
