"""Recalls: the list, a new one, one with what was done about it, and what is done."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _, ngettext
from werkzeug.datastructures import MultiDict

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.kept import Kept
from clinic_portal.blueprints.agenda.forms.recalls import NewRecallForm, RecallForm
from clinic_portal.blueprints.agenda.recalls import POSTPONED, booking_address, list_values, recalls_asked
from clinic_portal.contracts.agenda.recalls import (
    MOST_RECALLS,
    EditRecall,
    NoteCall,
    PostponeRecall,
    StopRecall,
    TellRecalls,
)
from clinic_portal.contracts.patients import PatientsContract
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.months import months_later
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.typed import one_line, whole_number
from clinic_portal.foundation.web.pages import answer, done
from clinic_portal.foundation.web.submit import submit

PAGE, FRAGMENT = "agenda/recalls/one.html", "agenda/recalls/_one.html"


def index() -> ResponseReturnValue:
    """Who is due, the longest due first."""
    return answer("agenda/recalls/index.html", "agenda/recalls/_list.html", **list_values(), book=booking_address)


def new() -> ResponseReturnValue:
    """For a patient; from an appointment, counted from its day."""
    form = NewRecallForm(formdata=MultiDict(_prefilled()))
    return _new_page(form, None, 200)


def create() -> ResponseReturnValue:
    form = NewRecallForm()
    form.furnish(house(), agenda().types())
    form.offer()
    return submit(form, lambda: _add(form), lambda refusal, status: _new_page(form, refusal, status))


def show(recall_id: int) -> ResponseReturnValue:
    kept = _kept(recall_id)
    kept.form.show(agenda().recall(recall_id))
    return kept.show()


def update(recall_id: int) -> ResponseReturnValue:
    """Save it; or compare with what stands now."""
    kept = _kept(recall_id)

    def save() -> Response:
        command = EditRecall(recall_id=recall_id, version=kept.form.seen(), **kept.form.fields())
        return _settled(_("Saved: %(name)s", name=agenda().edit_recall(command).patient_name))

    return kept.send(save, lambda: agenda().recall(recall_id))


def call(recall_id: int) -> ResponseReturnValue:
    """Somebody called."""
    note = one_line(request.form.get("note"))[:500]
    called = agenda().note_call(NoteCall(recall_id=recall_id, version=_version(), note=note))
    return _settled(_("Called: %(name)s", name=called.patient_name))


def postpone(recall_id: int) -> ResponseReturnValue:
    """So many days on, from today for one that is overdue."""
    stands, days = agenda().recall(recall_id), whole_number(request.form.get("days"))
    wanted = days if days in dict(POSTPONED) else POSTPONED[0][0]
    due = max(stands.due, today(house().clinic.time_zone)) + timedelta(days=wanted)
    agenda().postpone_recall(PostponeRecall(recall_id=recall_id, version=_version(), due=due))
    return _settled(_("Postponed: %(name)s", name=stands.patient_name))


def stop(recall_id: int) -> ResponseReturnValue:
    """Not any more, or taken up again."""
    stopped = request.form.get("stopped") != "0"
    one = agenda().stop_recall(StopRecall(recall_id=recall_id, version=_version(), stopped=stopped))
    said = _("No longer called: %(name)s") if stopped else _("Called again: %(name)s")
    return _settled(said % {"name": one.patient_name})


def tell() -> ResponseReturnValue:
    """Write to all that are ticked."""
    ids = tuple(sorted({number for one in request.form.getlist("recall") if (number := whole_number(one))}))
    if not ids:
        return _settled(_("Tick whom to write to."))
    key = request.form.get("idempotency_key", "")
    told = agenda().tell_recalls(TellRecalls(idempotency_key=key, recall_ids=ids[:MOST_RECALLS])).told
    return _settled(ngettext("%(num)d patient is written to.", "%(num)d patients are written to.", told))


def _add(form: NewRecallForm) -> Response:
    due = form.due.data
    if form.months.data:
        due = months_later(_base(form.base.data or ""), form.months.data)
    added = agenda().add_recall(form.command(due))
    return _settled(_("%(name)s is on the list.", name=added.patient_name))


def _settled(said: str) -> Response:
    """The list anew where it is shown, the panel closed."""
    listed = request.headers.get("HX-Current-URL", "").partition("?")[0].endswith("/agenda/recalls")
    values = {**list_values(), "book": booking_address} if listed else {}
    then = recalls_asked(house()).address()
    return done("agenda/recalls/_settled.html", then=then, said=said, listed=listed, **values)


def _new_page(form: NewRecallForm, _refusal: Refusal | None, status: int) -> Response:
    home, kinds = house(), agenda().types()
    form.furnish(home, kinds)
    form.offer(next((kind.recall_months for kind in kinds if kind.id == form.type_id.data), 0))
    chosen = whole_number(form.patient_id.data)
    return answer(
        "agenda/recalls/new.html",
        "agenda/recalls/_new.html",
        status,
        form=form,
        house=home,
        patient=find(PatientsContract).patient(chosen) if chosen else None,
        here=recalls_asked(home).address("agenda.recalls_create"),
        back=recalls_asked(home).address(),
    )


def _prefilled() -> dict[str, object]:
    """What the address says, and what is known of the appointment that it names."""
    given: dict[str, object] = {
        name: value for name, value in request.args.items() if name in NewRecallForm.edited or name == "patient_id"
    }
    appointment_id = whole_number(request.args.get("appointment_id"))
    if not appointment_id:
        return given
    home, found = house(), agenda().appointment(appointment_id)
    usual = next((kind.recall_months for kind in agenda().types() if kind.id == found.type_id), 0)
    return {
        "patient_id": str(found.patient_id),
        "type_id": str(found.type_id),
        "practitioner_id": str(found.practitioner_id),
        "branch_id": str(found.branch_id),
        "base": found.starts_at.astimezone(ZoneInfo(home.clinic.time_zone)).date().isoformat(),
        **({"months": str(usual)} if usual else {}),
        **given,
    }


def _base(text: str) -> date:
    """The day from which months are counted."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today(house().clinic.time_zone)


def _kept(recall_id: int) -> Kept:
    stands, home, kinds = agenda().recall(recall_id), house(), agenda().types()
    return Kept(
        RecallForm().furnish(home, kinds, stands),
        PAGE,
        FRAGMENT,
        here=url_for("agenda.recalls_update", recall_id=recall_id),
        recall=stands,
        kind=next((kind.name for kind in kinds if kind.id == stands.type_id), ""),
        history=agenda().recall_history(recall_id),
        asked=recalls_asked(home),
        book=booking_address(stands, today(home.clinic.time_zone)),
        postponed=POSTPONED,
    )


def _version() -> int:
    return whole_number(request.form.get("version")) or 0
