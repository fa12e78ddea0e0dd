"""What is shown is chosen and remembered: filters, branch, how many days, by whom; and a saved view by its place."""

from dataclasses import replace

from flask import request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.agenda.asked import chosen, shown_by
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.view_fields import fields_of, shown_in
from clinic_portal.blueprints.agenda.mine import narrowed
from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.contracts.agenda import RememberView
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer, go_to


def edit() -> ResponseReturnValue:
    """The filters of the view that the address names."""
    home = house()
    shown = shown_by(request.args, home, chosen(request.args))
    return answer("agenda/filters.html", "agenda/_filters.html", shown=shown, house=home, kinds=agenda().types())


def create() -> ResponseReturnValue:
    """Show it from now on, and the next time that nothing is asked for."""
    home = house()
    shown = _saved(home) if request.form.get("view") else _filtered(home)
    agenda().remember_view(RememberView(fields=fields_of(shown)))
    return go_to(shown.address())


def _filtered(home: ClinicDirectory) -> Shown:
    """What the fields say, and then what the pressed button changes of it."""
    values = {name: ".".join(filter(None, given)) for name, given in request.form.lists()}
    shown = shown_by(values, home, chosen({"span": values.get("to_span") or values.get("span", "")}))
    shown = shown.by_whom("room" if values.get("to_by", shown.by) == "room" else "practitioner")
    shown = narrowed(shown, values.get("to_whose", ""), home)
    here = home.rooms_of(shown.branch.id) if shown.by == "room" else home.practitioners_of(shown.branch.id)
    return replace(shown, only=tuple(one.id for one in here if one.id in shown.only))


def _saved(home: ClinicDirectory) -> Shown:
    place = whole_number(request.form["view"])
    found = next((view for view in agenda().my_views().saved if view.place == place), None)
    if found is None:
        raise NotFound
    return shown_in(found.fields, request.form.get("day", ""), home)
