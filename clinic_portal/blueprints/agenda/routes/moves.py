"""Moving an appointment, by the form or by dropping it somewhere else."""

from zoneinfo import ZoneInfo

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _, ngettext
from werkzeug.datastructures import MultiDict

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.fits import freed_by
from clinic_portal.blueprints.agenda.forms.booking import GROUP, MoveForm
from clinic_portal.blueprints.agenda.gridded import between_starts
from clinic_portal.blueprints.agenda.outcome import settled
from clinic_portal.blueprints.agenda.overbooking import wants_anyway
from clinic_portal.blueprints.agenda.searching import beside_form, wants_free
from clinic_portal.contracts.agenda import AppointmentStatus, AppointmentView, OutsideHours, SlotTaken
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.web.pages import answer, put
from clinic_portal.foundation.web.submit import submit


def edit(appointment_id: int) -> ResponseReturnValue:
    """The form, standing where the appointment stands."""
    found = agenda().appointment(appointment_id)
    form = MoveForm(
        formdata=MultiDict(request.args) if "time" in request.args else None, data=_present(found) | _whom()
    )
    form.furnish(house())
    return _form(form, found, None, 200)


def propose(appointment_id: int) -> ResponseReturnValue:
    """What a drop would do, asked before it is done; what cannot be read becomes the form."""
    found = agenda().appointment(appointment_id)
    form = MoveForm(formdata=MultiDict(request.args), data=_present(found), meta={"csrf": False})
    form.furnish(house())
    if not form.validate():
        return put(_form(form, found, None, 422), "#panel-body", "innerHTML")
    return answer(
        "agenda/proposal.html",
        "agenda/_proposal.html",
        form=form,
        appointment=found,
        house=house(),
        members=_members(found),
    )


def update(appointment_id: int) -> ResponseReturnValue:
    """Move; or show the form again with what is in the way."""
    found = agenda().appointment(appointment_id)
    form = MoveForm(data=_present(found))
    form.furnish(house())
    if offered := request.form.get("at"):
        form.take(offered)
    if wants_free():
        return _form(form, found, None, 200)
    anyway = wants_anyway()
    return submit(
        form,
        lambda: _move(form, found, anyway=anyway),
        lambda refusal, status: _form(form, found, refusal, status),
    )


def _move(form: MoveForm, found: AppointmentView, *, anyway: bool) -> Response:
    moved = agenda().move(form.command(found.id, anyway=anyway))
    stays = (moved.starts_at, moved.practitioner_id) == (found.starts_at, found.practitioner_id)
    freed = None if stays else freed_by(found)
    said = ". ".join(filter(None, (_said(form, moved), "" if stays else between_starts(moved))))
    return settled("agenda/_moved.html", moved, said, freed)


def _said(form: MoveForm, moved: AppointmentView) -> str:
    if form.whom.data != GROUP:
        return _("Moved: %(name)s", name=moved.patient_name)
    return ngettext("Group moved: %(num)d patient", "Group moved: %(num)d patients", _members(moved))


def _members(found: AppointmentView) -> int:
    """How many have a seat at its time; nobody is asked about one that is no group's."""
    if found.seats == 1:
        return 1
    return sum(one.status is not AppointmentStatus.NOSHOW for one in agenda().group(found.id))


def _whom() -> dict[str, object]:
    """What the page of a group asks for."""
    return {"whom": GROUP} if request.args.get("whom") == GROUP else {}


def _form(form: MoveForm, found: AppointmentView, refusal: Refusal | None, status: int) -> Response:
    home = house()
    if isinstance(refusal, Stale):
        form.version.process_data(refusal.theirs.version)
    return answer(
        "agenda/move.html",
        "agenda/_move_form.html",
        status,
        form=form,
        house=home,
        appointment=refusal.theirs if isinstance(refusal, Stale) else found,
        stale=isinstance(refusal, Stale),
        taken=refusal if isinstance(refusal, OutsideHours | SlotTaken) else None,
        found=beside_form(),
        members=_members(found),
        shown=asked_for(home),
    )


def _present(found: AppointmentView) -> dict[str, object]:
    local = found.starts_at.astimezone(ZoneInfo(house().clinic.time_zone))
    return {
        "version": found.version,
        "practitioner_id": found.practitioner_id,
        "room_id": found.room_id,
        "day": local.date(),
        "time": local.time(),
        "minutes": found.minutes,
    }
