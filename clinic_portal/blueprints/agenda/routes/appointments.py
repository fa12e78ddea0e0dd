"""Appointments: the form for a new one, the booking, and one in all its detail."""

from datetime import datetime
from functools import partial

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, house, substate_of
from clinic_portal.blueprints.agenda.fits import gap_address
from clinic_portal.blueprints.agenda.forms.booking import BookingForm
from clinic_portal.blueprints.agenda.forms.series import UNITS
from clinic_portal.blueprints.agenda.gridded import between_starts
from clinic_portal.blueprints.agenda.limits import limit_passed
from clinic_portal.blueprints.agenda.outcome import day_of, settled
from clinic_portal.blueprints.agenda.overbooking import wants_anyway
from clinic_portal.blueprints.agenda.prefill import prefill
from clinic_portal.blueprints.agenda.searching import beside_form, wants_free
from clinic_portal.blueprints.agenda.undoable import can_undo, undo_until
from clinic_portal.contracts.agenda import MIDNIGHT, AppointmentView, Gap, OutsideHours, SlotTaken
from clinic_portal.contracts.agenda.substates import SubstateView
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.contracts.notifications import NotificationsContract
from clinic_portal.contracts.patients import PatientsContract, PatientView
from clinic_portal.foundation.clock import at_local, local_day, now
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer, go_to, put
from clinic_portal.foundation.web.shared import keep_nothing, keep_until, mine
from clinic_portal.foundation.web.submit import submit


def new() -> ResponseReturnValue:
    """The booking form, filled in as far as the clicked gap knows."""
    home, kinds = house(), agenda().types()
    form = BookingForm(formdata=MultiDict(request.args))
    form.offer(home, kinds)
    prefill(form, home, kinds, asked_for(home))
    return booking_page(form, None, 200, waiting=_waiting(form, home) if "time" in request.args else None)


def create() -> ResponseReturnValue:
    """Book; or show the form again with what is in the way."""
    form = BookingForm()
    form.offer(house(), agenda().types())
    if offered := request.form.get("at"):
        form.take(offered)
    if wants_free():
        return booking_page(form, None, 200)
    anyway = wants_anyway()
    return submit(form, lambda: _book(form, anyway=anyway), lambda refusal, status: booking_page(form, refusal, status))


def show(appointment_id: int) -> ResponseReturnValue:
    """One appointment: who, when, where, what can be done, what happened, what was sent."""
    return mine(partial(_drawn, appointment_id))


def as_it_is(appointment_id: int, status: int) -> Response:
    """The same for who pressed a button of an older state: how it stands now, and that somebody else was quicker."""
    return put(_drawn(appointment_id, status), "#panel-body", "innerHTML")


def _drawn(appointment_id: int, status: int = 200) -> Response:
    found, history = agenda().appointment(appointment_id), agenda().history(appointment_id)
    home, notifications = house(), find(NotificationsContract)
    message_due, equipment = notifications.due_at(appointment_id), _equipment(found)
    if equipment:
        # Its names have no version.
        keep_nothing()
    day_comes = _day_comes(found, home)
    for end in filter(None, (message_due, undo_until(history), day_comes)):
        keep_until(end)
    return answer(
        "agenda/appointment.html",
        "agenda/_appointment.html",
        status,
        late=status == Stale.status,
        appointment=found,
        house=home,
        kinds={kind.id: kind for kind in agenda().types()},
        substate=substate_of(found),
        own_states=_own_states(found),
        history=history,
        can_undo=can_undo(history),
        day_has_come=day_comes is None,
        attendance=agenda().attendance(found.patient_id),
        deliveries=notifications.deliveries(appointment_id),
        equipment=equipment,
        message_due=message_due,
        shown=day_of(found, asked_for(home)),
    )


def _day_comes(found: AppointmentView, home: ClinicDirectory) -> datetime | None:
    """When the day of an appointment begins; None once it has."""
    zone = home.clinic.time_zone
    begins = at_local(local_day(found.starts_at, zone), 0, zone)
    return begins if begins > now() else None


def _equipment(found: AppointmentView) -> list[str]:
    """The names of what it has; asked for only where it has any."""
    wanted = found.equipment_ids
    return [one.name for one in agenda().equipment() if one.id in wanted] if wanted else []


def _own_states(found: AppointmentView) -> list[SubstateView]:
    """Which it can be in now; a retired one only if it is."""
    under = (one for one in agenda().substates() if one.under is found.status)
    return [one for one in under if not one.retired or one.id == found.substate_id]


def _book(form: BookingForm, *, anyway: bool) -> Response:
    booked = agenda().book(form.command(anyway=anyway))
    told = (
        _("Booked: %(name)s", name=booked.patient_name),
        limit_passed(agenda().types(), booked),
        between_starts(booked),
    )
    said = ". ".join(filter(None, told))
    if form.recall_id.data:
        return go_to(url_for("agenda.recalls_index"), said)
    return settled("agenda/_booked.html", booked, said)


def booking_page(
    form: BookingForm, refusal: Refusal | None, status: int, waiting: tuple[int, str] | None = None
) -> Response:
    """The form with all that was typed, what is in the way, and how many on the waiting list would fit."""
    home, patient = house(), _patient(form)
    return answer(
        "agenda/new.html",
        "agenda/_booking_form.html",
        status,
        form=form,
        house=home,
        kinds=agenda().types(),
        patient=patient,
        attendance=agenda().attendance(patient.id) if patient else None,
        units=[(unit.value, text) for unit, text in UNITS.items()],
        taken=refusal if isinstance(refusal, OutsideHours | SlotTaken) else None,
        found=beside_form(),
        waiting=waiting,
        shown=asked_for(home),
    )


def _waiting(form: BookingForm, home: ClinicDirectory) -> tuple[int, str] | None:
    """How many the chosen gap fits, and where they are shown; None for nobody, and for what names no gap."""
    if not (form.day.data and form.time.data and form.practitioner_id.data):
        return None
    gap = Gap(
        practitioner_id=form.practitioner_id.data,
        branch_id=asked_for(home).branch.id,
        starts_at=form.starts_at(),
        minutes=min(max(form.minutes.data or 0, 5), MIDNIGHT),
    )
    many = len(agenda().who_fits(gap))
    return (many, gap_address(gap)) if many else None


def _patient(form: BookingForm) -> PatientView | None:
    """The chosen patient, if this clinic has them."""
    chosen = whole_number(form.patient_id.data)
    return find(PatientsContract).patient(chosen) if chosen else None
