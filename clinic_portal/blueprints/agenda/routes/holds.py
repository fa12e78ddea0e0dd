"""The place that a booking form stands for is held while it is open."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.booking import BookingForm
from clinic_portal.contracts.agenda import Held, HeldLongEnough, HoldSlot, OutsideHours, SlotTaken
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.web.pages import fragment, put
from clinic_portal.foundation.web.submit import submit


def create() -> ResponseReturnValue:
    """Hold what the form says, or go on holding it; what is not a time yet is not held."""
    form = BookingForm()
    form.offer(house(), agenda().types())
    del form.patient_id, form.note
    return submit(form, lambda: _said(agenda().hold(_wish(form))), lambda refusal, status: _said(None, refusal, status))


def delete() -> Response:
    """Let go of it."""
    agenda().release(request.form.get("idempotency_key", ""))
    return Response(status=204)


def _wish(form: BookingForm) -> HoldSlot:
    return HoldSlot(
        key=form.idempotency_key.data,
        practitioner_id=form.practitioner_id.data,
        room_id=form.wished_room(),
        type_id=form.type_id.data,
        starts_at=form.starts_at(),
        minutes=form.minutes.data,
        holder=current_user.name,
    )


def _said(held: Held | None, refusal: Refusal | None = None, status: int = 200) -> Response:
    if isinstance(refusal, HeldLongEnough):
        # In place of what asks again and again.
        return put(fragment("agenda/_held_over.html", status, refusal=refusal), "#hold", "outerHTML")
    taken = refusal if isinstance(refusal, OutsideHours | SlotTaken) else None
    return fragment("agenda/_held.html", status, held=held, taken=taken)
