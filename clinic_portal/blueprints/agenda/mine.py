"""The signed-in practitioner's own part of a view."""

from dataclasses import replace

from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.web.visitor import visitor_id


def mine(shown: Shown, house: ClinicDirectory) -> list[tuple[Shown, bool]]:
    """Everybody's columns and the own one alone, each with whether it is the one shown; nothing for nobody's user."""
    one = house.practitioner_of_user(visitor_id() or 0)
    if one is None or shown.span == "week":
        return []
    own = replace(_where(shown, one, house), by="practitioner", whose=0, only=(one.id,))
    is_own = shown.by == "practitioner" and shown.only == own.only
    return [(replace(shown, only=()), not is_own), (own, is_own)]


def _where(shown: Shown, one: PractitionerView, house: ClinicDirectory) -> Shown:
    """The same branch, unless they see nobody there."""
    if one in house.practitioners_of(shown.branch.id):
        return shown
    branch = house.branch(one.branch_id)
    return replace(shown, branch=branch) if branch else shown
