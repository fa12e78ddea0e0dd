"""What an exception hits, each with a proposal; what is ticked is moved at once, all of it or nothing."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.availability import stretch_text
from clinic_portal.blueprints.agenda.forms.rescheduling import RescheduleForm, tick_of
from clinic_portal.blueprints.agenda.routes.availability import settled
from clinic_portal.blueprints.agenda.whose import name_of, word_of
from clinic_portal.contracts.agenda import NotAllMoved
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.web.pages import answer, go_to, tell, wants_fragment
from clinic_portal.foundation.web.submit import submit


def show(exception_id: int) -> ResponseReturnValue:
    """The list to tick."""
    return _page(exception_id, RescheduleForm(formdata=None), None, 200)


def create(exception_id: int) -> ResponseReturnValue:
    """Move what is ticked; or say of each why it cannot be."""
    found, form = agenda().exception(exception_id), RescheduleForm()

    def move() -> Response:
        moved = agenda().reschedule(form.command(house().clinic.time_zone))
        said = ngettext("%(num)d appointment is moved.", "%(num)d appointments are moved.", len(moved))
        if agenda().hit_count(exception_id):
            return _some_left(exception_id, said)
        return settled(found.whose, found.resource_id, said)

    return submit(form, move, lambda refusal, status: _page(exception_id, form, refusal, status))


def _some_left(exception_id: int, said: str) -> Response:
    """Those that were not ticked, or that nothing is free for."""
    if wants_fragment():
        return tell(_page(exception_id, RescheduleForm(formdata=None), None, 200), said)
    return go_to(url_for("agenda.rescheduling_show", exception_id=exception_id), said)


def _page(exception_id: int, form: RescheduleForm, refusal: Refusal | None, status: int) -> Response:
    found, home = agenda().exception(exception_id), house()
    failed = refusal.failed if isinstance(refusal, NotAllMoved) else ()
    return answer(
        "agenda/availability/rescheduling.html",
        "agenda/availability/_rescheduling.html",
        status,
        form=form,
        found=found,
        hits=agenda().hits(exception_id),
        failed={one.appointment_id: one.word for one in failed},
        house=home,
        name=name_of(home, found.whose, found.resource_id),
        word=word_of(found.whose, found.resource_id),
        tick_of=tick_of,
        stretch_text=stretch_text,
    )
