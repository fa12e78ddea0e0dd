"""A patient's own appointment, for whoever holds the link of its message: looking changes nothing, a button does."""

from collections.abc import Callable
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.waiting import VisitForm
from clinic_portal.blueprints.agenda.outgoing import private
from clinic_portal.contracts.agenda import AskToMove, CancelVisit, ConfirmVisit, VisitView
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.submit import submit


def show(token: str) -> ResponseReturnValue:
    """The appointment, and what can be done with it."""
    return _page(token, agenda().visit(token, _address()), VisitForm(formdata=None))


def confirm(token: str) -> ResponseReturnValue:
    return _act(token, lambda form: agenda().confirm_visit(ConfirmVisit(**_meant(token, form))))


def cancel(token: str) -> ResponseReturnValue:
    return _act(token, lambda form: agenda().cancel_visit(CancelVisit(**_meant(token, form))))


def ask(token: str) -> ResponseReturnValue:
    return _act(token, lambda form: agenda().ask_to_move(AskToMove(wish=form.wish.data or "", **_meant(token, form))))


def _meant(token: str, form: VisitForm) -> dict[str, Any]:
    return {"token": token, "version": whole_number(form.version.data) or 0, "address": _address()}


def _act(token: str, act: Callable[[VisitForm], VisitView]) -> ResponseReturnValue:
    """The appointment as it stands afterwards; a refusal stands above it as it is."""
    form = VisitForm()
    return submit(
        form,
        lambda: _page(token, act(form), VisitForm(formdata=None), outcome="done"),
        lambda refusal, status: _page(
            token, agenda().visit(token, _address()), form, outcome="refused", status=status, refusal=refusal
        ),
    )


def _page(
    token: str,
    visit: VisitView,
    form: VisitForm,
    *,
    outcome: str = "",
    status: int = 200,
    refusal: Refusal | None = None,
) -> Response:
    home = house()
    language = visit.language or home.clinic.language
    with force_locale(language):
        page = render_template(
            "agenda/visit/show.html",
            visit=visit,
            appointment=visit.appointment,
            form=form,
            token=token,
            house=home,
            language=language,
            outcome=outcome,
            stale=isinstance(refusal, Stale),
            refusal=str(refusal.message) if refusal else "",
            texts=home.text(language),
        )
    return private(page, status)


def _address() -> str:
    return request.remote_addr or ""
