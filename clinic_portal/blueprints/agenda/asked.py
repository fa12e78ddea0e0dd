"""Which view of the agenda an address asks for."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import parse_qs, urlsplit

from flask import request

from clinic_portal.blueprints.agenda.shown import By, Shown, Span, joined
from clinic_portal.contracts.agenda import AgendaContract, AppointmentStatus, ViewFields
from clinic_portal.contracts.clinics import BranchView, ClinicDirectory
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.typed import whole_number

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST = 200
"""So many things of a kind an address may choose."""
CONFIRMED = "confirmed"
STATES = (*(status.value for status in AppointmentStatus), CONFIRMED)
_SPANS: dict[str, Span] = {"/agenda": "day", "/agenda/week": "week", "/agenda/month": "month"}


def asked_for(house: ClinicDirectory, span: Span = "day") -> Shown:
    """The view that the address asks for; for a fragment's action, the view of the page it came from."""
    if request.method == "GET":
        return shown_by(_with_last(request.args, house), house, span)
    return _page_shown(request.headers.get("HX-Current-URL", ""), house)


def chosen(values: Mapping[str, str]) -> Span:
    """How many days such values name."""
    return next((span for span in _SPANS.values() if span == values.get("span")), "day")


def _with_last(values: Mapping[str, str], house: ClinicDirectory) -> Mapping[str, str]:
    """What an address does not say, the person chose last; one that says by whom says all."""
    last = None if "by" in values else find(AgendaContract).my_views().last
    if last is None:
        return values
    known = values_of(last, house)
    if values.get("branch", known.get("branch")) != known.get("branch"):
        known = {"by": last.by}
    return {**known, **values}


def shown_by(values: Mapping[str, str], house: ClinicDirectory, span: Span) -> Shown:
    """The view that such values name; raises NotFound for another clinic's branch, practitioner or room."""
    by: By = "room" if values.get("by") == "room" else "practitioner"
    shown = Shown(
        day=_day(values.get("day", ""), house),
        branch=_branch(values.get("branch", ""), house),
        by=by,
        cancelled=bool(values.get("cancelled")),
        span=span,
        whose=whole_number(values.get("whose", "")) or 0,
        only=_numbers(values.get("only", "")),
        kinds=_numbers(values.get("kinds", "")),
        states=tuple(one for one in values.get("states", "").split(".") if one in STATES),
    )
    return shown.over(span, whose=_whose(shown, house)) if span == "week" else shown


def values_of(fields: ViewFields, house: ClinicDirectory) -> dict[str, str]:
    """What an address would say of it; nothing for a branch that is no longer there."""
    if not any(branch.id == fields.branch_id for branch in house.branches):
        return {"by": fields.by}
    gone = (house.room if fields.by == "room" else house.practitioner)(fields.whose) is None
    return {
        "branch": str(fields.branch_id),
        "by": fields.by,
        "cancelled": "1" if fields.cancelled else "",
        "whose": "" if gone else str(fields.whose),
        "only": joined(fields.only) or "",
        "kinds": joined(fields.kinds) or "",
        "states": joined(fields.states) or "",
    }


def _page_shown(address: str, house: ClinicDirectory) -> Shown:
    parts = urlsplit(address)
    span = next((span for end, span in _SPANS.items() if parts.path.endswith(end)), None)
    given = {name: values[0] for name, values in parse_qs(parts.query).items()} if span else {}
    return shown_by(_with_last(given, house), house, span or "day")


def _whose(shown: Shown, house: ClinicDirectory) -> int:
    """Whose week it is: the one asked for, else the first of those that are shown."""
    known = house.room if shown.by == "room" else house.practitioner
    if shown.whose:
        if known(shown.whose) is None:
            raise NotFound
        return shown.whose
    here = house.rooms_of(shown.branch.id) if shown.by == "room" else house.practitioners_of(shown.branch.id)
    return next((one.id for one in here if not shown.only or one.id in shown.only), 0)


def _numbers(text: str) -> tuple[int, ...]:
    found = (whole_number(part) for part in text.split(".")[:MOST])
    return tuple(sorted({number for number in found if number}))


def _day(text: str, house: ClinicDirectory) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today(house.clinic.time_zone)
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else today(house.clinic.time_zone)


def _branch(text: str, house: ClinicDirectory) -> BranchView:
    wanted = whole_number(text)
    if wanted is None:
        if not house.branches:
            raise NotFound
        return house.branches[0]
    found = house.branch(wanted)
    if found is None:
        raise NotFound
    return found
