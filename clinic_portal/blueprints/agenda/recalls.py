"""Which recalls an address asks for, and where the answer to a press leads."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import request, url_for

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.contracts.agenda.recalls import FindRecalls, RecallPage, RecallsShown, RecallView
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.typed import whole_number

AHEAD = timedelta(days=30)
"""So far ahead the list looks unless it is told otherwise."""
EVER = date(9000, 1, 1)
POSTPONED = ((7, "week"), (30, "month"), (90, "quarter"))


@dataclass(frozen=True, slots=True)
class RecallsAsked:
    """A list's filters; `until` is empty where they look no further than usual."""

    query: FindRecalls
    until: str = ""

    def address(self, endpoint: str = "agenda.recalls_index", **more: Any) -> str:
        query = self.query
        kept: dict[str, Any] = {
            "shown": query.shown.value if query.shown is not RecallsShown.OPEN else None,
            "until": self.until or None,
            "branch": query.branch_id or None,
            "practitioner": query.practitioner_id or None,
            "type": query.type_id or None,
            "patient": query.patient_id or None,
        }
        return url_for(endpoint, **kept, **more)

    def next_address(self, page: RecallPage) -> str:
        last = page.recalls[-1]
        return self.address(after=f"{last.due.isoformat()}.{last.id}")

    def showing(self, shown: str) -> str:
        """The same filters over the open, the booked or those that are over."""
        query = self.query.model_copy(update={"shown": RecallsShown(shown), "after": None})
        return RecallsAsked(query, self.until).address()

    @property
    def filtered(self) -> bool:
        query = self.query
        return bool(self.until or query.branch_id or query.practitioner_id or query.type_id or query.patient_id)


def recalls_asked(home: ClinicDirectory) -> RecallsAsked:
    """Raises NotFound for another clinic's branch or practitioner."""
    given = {
        name: whole_number(request.args.get(name, "")) or 0 for name in ("branch", "practitioner", "type", "patient")
    }
    if given["branch"] and home.branch(given["branch"]) is None:
        raise NotFound
    if given["practitioner"] and home.practitioner(given["practitioner"]) is None:
        raise NotFound
    wanted = request.args.get("shown", "")
    shown = RecallsShown(wanted) if wanted in set(RecallsShown) else RecallsShown.OPEN
    until = _day(request.args.get("until", ""))
    usual = EVER if given["patient"] or shown is not RecallsShown.OPEN else today(home.clinic.time_zone) + AHEAD
    query = FindRecalls(
        shown=shown,
        until=until or usual,
        branch_id=given["branch"],
        practitioner_id=given["practitioner"],
        type_id=given["type"],
        patient_id=given["patient"],
        after=_after(request.args.get("after", "")),
    )
    return RecallsAsked(query, until.isoformat() if until else "")


def list_values() -> dict[str, Any]:
    """What the list shows."""
    home = house()
    asked = recalls_asked(home)
    return {
        "asked": asked,
        "found": agenda().recalls(asked.query),
        "house": home,
        "kinds": {kind.id: kind for kind in agenda().types()},
        "today": today(home.clinic.time_zone),
        "telling_key": new_id(),
    }


def booking_address(recall: RecallView, day: date) -> str:
    """The booking form for it, with the first free time from that day on."""
    return url_for(
        "agenda.appointments_new",
        patient_id=recall.patient_id,
        type_id=recall.type_id,
        practitioner_id=recall.practitioner_id,
        branch=recall.branch_id,
        day=max(recall.due, day).isoformat(),
        recall_id=recall.id,
    )


def _after(text: str) -> tuple[date, int] | None:
    day, _dot, number = text.partition(".")
    last = _day(day)
    return (last, whole_number(number) or 0) if last else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
