"""The signed-in practitioner's own part of a view."""

from dataclasses import replace

from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.web.visitor import visitor_id

MINE, EVERYBODY = "mine", "everybody"


def me(house: ClinicDirectory) -> PractitionerView | None:
    """Which practitioner the signed-in user is."""
    return house.practitioner_of_user(visitor_id() or 0)


def whose_columns(shown: Shown, house: ClinicDirectory) -> str:
    """Whether the own columns alone are shown, or others too; empty where there is no such choice."""
    one = me(house)
    if one is None or shown.span == "week":
        return ""
    return MINE if shown.by == "practitioner" and shown.only == (one.id,) else EVERYBODY


def narrowed(shown: Shown, wanted: str, house: ClinicDirectory) -> Shown:
    """The own column alone, or everybody's again; at the own branch, unless they work at the one that is shown."""
    one = me(house)
    if wanted == EVERYBODY:
        return replace(shown, only=())
    if wanted != MINE or one is None:
        return shown
    here = one in house.practitioners_of(shown.branch.id)
    branch = shown.branch if here else house.branch(one.branch_id) or shown.branch
    return replace(shown, branch=branch, by="practitioner", whose=0, only=(one.id,))
