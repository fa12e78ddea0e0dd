"""Appointments that come again: each time is shown before anything is booked, and the whole series afterwards."""

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _, ngettext

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.series import ChosenForm, SeriesForm, time_of
from clinic_portal.blueprints.agenda.gridded import between_in_plan
from clinic_portal.blueprints.agenda.outcome import day_of, settled
from clinic_portal.blueprints.agenda.routes.appointments import booking_page
from clinic_portal.contracts.agenda import NoSeries, SeriesClashes, SeriesPlan
from clinic_portal.contracts.patients import PatientsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.web.pages import answer
from clinic_portal.foundation.web.submit import submit


def plan() -> ResponseReturnValue:
    """Each time of the series, free or with who is in the way; nothing is booked."""
    form = _form(SeriesForm())
    return submit(
        form,
        lambda: _planned(form, agenda().plan_series(form.plan()), None, 200),
        lambda refusal, status: booking_page(form, refusal, status),
    )


def create() -> ResponseReturnValue:
    """Book the times that were ticked, all or none."""
    form = _form(ChosenForm())
    return submit(form, lambda: _book(form), lambda refusal, status: _again(form, refusal, status))


def show(appointment_id: int) -> ResponseReturnValue:
    """The appointments of a series, in order."""
    home, found = house(), agenda().series_of(appointment_id)
    if found is None:
        raise NoSeries
    this = next(one for one in found.appointments if one.id == appointment_id)
    return answer(
        "agenda/series/page.html",
        "agenda/series/_series.html",
        series=found,
        this=this,
        house=home,
        shown=day_of(this, asked_for(home)),
    )


def _form(form: SeriesForm) -> SeriesForm:
    form.offer(house(), agenda().types())
    return form


def _book(form: SeriesForm) -> Response:
    booked = agenda().book_series(form.series())
    first, count = booked.appointments[0], len(booked.appointments)
    said = ngettext("Booked: %(name)s, %(num)d time", "Booked: %(name)s, %(num)d times", count, name=first.patient_name)
    return settled("agenda/_booked.html", first, said)


def _again(form: SeriesForm, refusal: Refusal | None, status: int) -> Response:
    """What was ticked is looked at anew; a form that makes no series is the booking form."""
    if isinstance(refusal, SeriesClashes):
        return _planned(form, refusal.plan, refusal, status)
    if set(form.errors) <= {"times"} and not refusal:
        return _planned(form, agenda().plan_series(form.plan()), None, status)
    return booking_page(form, refusal, status)


def _planned(form: SeriesForm, found: SeriesPlan, refusal: Refusal | None, status: int) -> Response:
    home = house()
    return answer(
        "agenda/series/plan_page.html",
        "agenda/series/_plan.html",
        status,
        form=form,
        plan=found,
        between=between_in_plan(found, int(form.type_id.data)),
        patient=find(PatientsContract).patient(int(form.patient_id.data)),
        times=[(one, str(time_of(one, form.wished_room()))) for one in found.occurrences],
        refused=refusal is not None,
        house=home,
        shown=asked_for(home),
        title=_("Series"),
    )
