"""Free times looked for: by an address, or by the button of a booking form that is sent without scripts."""

from flask import request
from werkzeug.datastructures import MultiDict

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.search import SearchForm
from clinic_portal.contracts.agenda import FreeTime

BESIDE = 6
ASKED = ("practitioner_id", "minutes", "day", "type_id")
"""What of a booking form says what is looked for."""


def wants_free() -> bool:
    """Whether a form was sent to look, not to book."""
    return "find_free" in request.form


def beside_form() -> tuple[FreeTime, ...] | None:
    """What fits the form that was sent; nothing for odd wishes, None when nobody looks."""
    if not wants_free():
        return None
    form = furnished(MultiDict({name: request.form[name] for name in ASKED if name in request.form}))
    return agenda().slots(form.query(BESIDE, hold=request.form.get("hold", ""))) if form.validate() else ()


def furnished(values: MultiDict[str, str] | None) -> SearchForm:
    """The search with what this clinic has to choose from."""
    form = SearchForm(formdata=values)
    form.furnish(house(), agenda().types())
    return form
