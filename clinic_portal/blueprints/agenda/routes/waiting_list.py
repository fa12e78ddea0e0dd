"""The waiting list: the page and the list that keeps it true; somebody put on it, and what they wish changed."""

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.kept import Kept
from clinic_portal.blueprints.agenda.forms.waiting_list import NewWaitForm, WaitForm
from clinic_portal.blueprints.agenda.listed import Listed, listed
from clinic_portal.contracts.patients import PatientsContract, PatientView
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import go_to
from clinic_portal.foundation.web.unchanged import until_it_changes

PAGE, FRAGMENT = "agenda/waiting_list/one.html", "agenda/waiting_list/_form.html"


def index() -> ResponseReturnValue:
    """The page of those who wait, and of what is offered."""
    return render_template("agenda/waiting_list/index.html", stamp=agenda().waitlist_stamp(), **_values(listed()))


def board() -> ResponseReturnValue:
    """The list alone, or 304 while nothing in it has changed since the given stamp."""
    shown, stamp = listed(), agenda().waitlist_stamp()
    if request.if_none_match.contains_weak(stamp):
        return until_it_changes(_stamped(Response(status=304), stamp))
    page = render_template("agenda/waiting_list/_list.html", stamp=stamp, **_values(shown))
    return _stamped(make_response(page), stamp)


def new() -> ResponseReturnValue:
    """The form, filled in as far as the address knows."""
    return _new(NewWaitForm(formdata=MultiDict(request.args))).show()


def begin() -> ResponseReturnValue:
    """The same with what was typed into the booking form, where nothing suited."""
    form = NewWaitForm(formdata=MultiDict({**request.form.to_dict(), "first_day": request.form.get("day", "")}))
    form.idempotency_key.process_data("")
    return _new(form).show()


def create() -> ResponseReturnValue:
    """Put somebody on the list."""
    kept = _new(form := NewWaitForm())

    def save() -> Response:
        return _listed(_("%(name)s waits.", name=agenda().add_to_waitlist(form.adding()).patient_name))

    return kept.send(save)


def edit(waiting_id: int) -> ResponseReturnValue:
    kept = _kept(form := WaitForm(formdata=None), waiting_id)
    form.show(agenda().waitlist_entry(waiting_id))
    return kept.show()


def update(waiting_id: int) -> ResponseReturnValue:
    """Save it; or compare with what stands now."""
    kept = _kept(form := WaitForm(), waiting_id)

    def save() -> Response:
        saved = agenda().edit_waitlist_entry(form.editing(waiting_id))
        return _listed(_("%(name)s is saved.", name=saved.patient_name))

    return kept.send(save, lambda: agenda().waitlist_entry(waiting_id))


def _new(form: NewWaitForm) -> Kept:
    form.furnish(house(), agenda().types())
    values = {"here": url_for("agenda.waiting_list_create"), "entry": None, "patient": _patient(form)}
    return Kept(form, PAGE, FRAGMENT, kinds=agenda().types(), house=house(), **values)


def _kept(form: WaitForm, waiting_id: int) -> Kept:
    entry = agenda().waitlist_entry(waiting_id)
    form.furnish(house(), agenda().types(), also=(entry.since, entry.until))
    here = url_for("agenda.waiting_list_update", waiting_id=waiting_id)
    return Kept(form, PAGE, FRAGMENT, here=here, entry=entry, patient=None, kinds=agenda().types(), house=house())


def _patient(form: NewWaitForm) -> PatientView | None:
    chosen = whole_number(form.patient_id.data)
    return find(PatientsContract).patient(chosen) if chosen else None


def _listed(said: str) -> Response:
    return go_to(url_for("agenda.waiting_list_index"), said)


def _values(shown: Listed) -> dict[str, object]:
    kinds = {kind.id: kind for kind in agenda().types()}
    offers = agenda().gap_offers(shown.branch.id)
    return {"shown": shown, "found": agenda().waitlist(shown.query), "offers": offers, "kinds": kinds, "house": house()}


def _stamped(response: Response, stamp: str) -> Response:
    response.set_etag(stamp, weak=True)
    return response
