"""A button of an appointment's panel: who pressed it on an older state is shown the present one in its place."""

from collections.abc import Callable

from flask import request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from clinic_portal.blueprints.agenda.routes.appointments import as_it_is
from clinic_portal.foundation.refusals import NotFound, Refusal, Stale
from clinic_portal.foundation.web.submit import submit


def pressed(appointment_id: int, act: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """`act()`; a letter on the board's card has no panel to show, and is told in a word as any other refusal."""

    def late(refusal: Refusal | None, status: int) -> ResponseReturnValue:
        if not isinstance(refusal, Stale) or request.headers.get("HX-Source", "").startswith("article"):
            raise refusal or NotFound
        return as_it_is(appointment_id, status)

    return submit(FlaskForm(), act, late)
