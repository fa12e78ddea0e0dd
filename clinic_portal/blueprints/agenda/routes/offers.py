"""A time that is offered, for whoever holds the link of its message: looking changes nothing, a button does."""

from collections.abc import Callable

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.waiting_list import GapForm
from clinic_portal.blueprints.agenda.outgoing import private
from clinic_portal.contracts.agenda import AnswerOffer, OfferedTime
from clinic_portal.foundation.web.submit import submit


def show(token: str) -> ResponseReturnValue:
    """The time, and whether it can still be had."""
    return _page(token, agenda().offered(token, _address()), 200)


def accept(token: str) -> ResponseReturnValue:
    return _answer(token, agenda().accept_offer)


def refuse(token: str) -> ResponseReturnValue:
    return _answer(token, agenda().refuse_offer)


def _answer(token: str, act: Callable[[AnswerOffer], OfferedTime]) -> ResponseReturnValue:
    """How it stands afterwards; who comes too late reads so."""
    return submit(
        GapForm(),
        lambda: _page(token, act(AnswerOffer(token=token, address=_address())), 200),
        lambda _refusal, status: _page(token, agenda().offered(token, _address()), status),
    )


def _page(token: str, offered: OfferedTime, status: int) -> Response:
    home = house()
    language = offered.language or home.clinic.language
    with force_locale(language):
        page = render_template("agenda/offer/show.html", offered=offered, token=token, house=home, language=language)
    return private(page, status)


def _address() -> str:
    return request.remote_addr or ""
