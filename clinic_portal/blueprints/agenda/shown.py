"""What of the agenda is shown: the day, the branch, columns by whom, and whether cancelled ones are among them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from flask import g, request, url_for

from clinic_portal.contracts.clinics import BranchView, ClinicDirectory
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.typed import whole_number

By = Literal["practitioner", "room"]
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Shown:
    """One view of the agenda; `address` leads to it."""

    day: date
    branch: BranchView
    by: By = "practitioner"
    cancelled: bool = False

    def address(self) -> str:
        return self._address("agenda.day_show")

    def board_address(self) -> str:
        """Where an open page asks whether anything has changed."""
        return self._address("agenda.day_board")

    def new_address(self) -> str:
        """Where an appointment in this view is booked."""
        return self._address("agenda.appointments_new")

    def on(self, day: date) -> "Shown":
        return replace(self, day=day)

    def later(self, days: int) -> "Shown":
        return self.on(self.day + timedelta(days=days))

    def by_whom(self, by: By) -> "Shown":
        return replace(self, by=by)

    def _address(self, endpoint: str) -> str:
        day, cancelled = self.day.isoformat(), 1 if self.cancelled else None
        view = (("day", day), ("branch", self.branch.id), ("by", self.by), ("cancelled", cancelled))
        return _address(request.script_root, endpoint, g.clinic.slug, view)


@lru_cache(maxsize=2048)
def _address(_script_root: str, endpoint: str, clinic: str, view: tuple[tuple[str, Any], ...]) -> str:
    """A page of the agenda leads to many others, and to the same ones each time."""
    return url_for(endpoint, clinic=clinic, **dict(view))


def asked_for(house: ClinicDirectory) -> Shown:
    """The view that the address asks for; for a fragment's action, the view of the page it came from."""
    page = request.headers.get("HX-Current-URL", "")
    values = request.args if request.method == "GET" else _page_values(page)
    return Shown(
        day=_day(values.get("day", ""), house),
        branch=_branch(values.get("branch", ""), house),
        by="room" if values.get("by") == "room" else "practitioner",
        cancelled=bool(values.get("cancelled")),
    )


def _page_values(page: str) -> dict[str, str]:
    parts = urlsplit(page)
    if not parts.path.endswith("/agenda"):
        return {}
    return {name: given[0] for name, given in parse_qs(parts.query).items()}


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
