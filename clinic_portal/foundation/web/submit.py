"""A form is sent: checked, acted on, or shown again with a sentence beside each field and all that was typed."""

from collections.abc import Callable

from flask import make_response
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.web.pages import until_later

ShowAgain = Callable[[Refusal | None, int], ResponseReturnValue]


def submit(form: FlaskForm, act: Callable[[], ResponseReturnValue], show_again: ShowAgain) -> ResponseReturnValue:
    """`act()` if the form is valid; `show_again(refusal, status)` when a field or the context says no."""
    if not form.validate():
        return show_again(None, 422)
    try:
        return act()
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        _put_beside_fields(form, refusal)
        return until_later(make_response(show_again(refusal, refusal.status)), refusal)


def _put_beside_fields(form: FlaskForm, refusal: Refusal) -> None:
    beside = {name: text for name, text in refusal.fields.items() if name in form}
    for name, text in beside.items():
        form[name].errors = [*form[name].errors, text]
    if not beside:
        form.form_errors.append(refusal.message)
