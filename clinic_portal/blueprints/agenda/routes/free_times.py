"""Free times: looked for on a page of their own, or beside the booking form without leaving it."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.search import SearchForm
from clinic_portal.blueprints.agenda.searching import BESIDE, furnished
from clinic_portal.contracts.agenda import FreeTime
from clinic_portal.foundation.web.pages import answer

SHOWN = 24


def show() -> ResponseReturnValue:
    """The search and what it finds."""
    form = _form()
    found = _found(form, SHOWN)
    return _page(form, found, 200 if found is not None else 422)


def beside() -> ResponseReturnValue:
    """The next free times for what stands in the booking form, to be taken with one press."""
    form = _form()
    found = _found(form, BESIDE, hold=request.args.get("hold", ""))
    return render_template("agenda/_free_choices.html", found=found or (), house=house())


def _form() -> SearchForm:
    return furnished(MultiDict(request.args) if request.args else None)


def _found(form: SearchForm, limit: int, hold: str = "") -> tuple[FreeTime, ...] | None:
    """None for what cannot be looked for."""
    return agenda().slots(form.query(limit, hold)) if not request.args or form.validate() else None


def _page(form: SearchForm, found: tuple[FreeTime, ...] | None, status: int) -> Response:
    home = house()
    return answer(
        "agenda/free_times.html",
        "agenda/_free_times.html",
        status,
        form=form,
        found=found or (),
        house=home,
        shown=asked_for(home),
    )
