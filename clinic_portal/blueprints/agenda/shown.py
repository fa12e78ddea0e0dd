"""What of the agenda is shown: how many days of which branch, columns by whom, and what of it is left out."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

from flask import g, request, url_for

from clinic_portal.contracts.clinics import BranchView

By = Literal["practitioner", "room"]
Span = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One view of the agenda; `address` leads to it.

    `whose` is the practitioner or room (by `by`) of a week. `only`, `kinds` and `states` name what is shown of the
    columns, the kinds of appointment and their states; empty is all.
    """

    day: date
    branch: BranchView
    by: By = "practitioner"
    cancelled: bool = False
    span: Span = "day"
    whose: int = 0
    only: tuple[int, ...] = ()
    kinds: tuple[int, ...] = ()
    states: tuple[str, ...] = ()

    @property
    def filtered(self) -> int:
        """How many filters hold something back."""
        return sum(map(bool, (self.only, self.kinds, self.states)))

    @property
    def template(self) -> str:
        """What its board is drawn by."""
        return "agenda/_month.html" if self.span == "month" else "agenda/_board.html"

    @property
    def first(self) -> date:
        """The first day that is shown: the day, its Monday, the Monday before its month begins."""
        day = self.day.replace(day=1) if self.span == "month" else self.day
        return day if self.span == "day" else day - timedelta(days=day.weekday())

    @property
    def days(self) -> int:
        """How many days are shown; a month by whole weeks."""
        if self.span != "month":
            return 7 if self.span == "week" else 1
        last = (self.day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return (last - self.first).days // 7 * 7 + 7

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.days - 1)

    def value(self, name: str) -> Any:
        """What an address of this view says under a name; None when nothing."""
        return dict(self.values())[name]

    def address(self) -> str:
        return self._address(f"agenda.{self.span}_show")

    def board_address(self) -> str:
        """Where an open page asks whether anything has changed."""
        return self._address(f"agenda.{self.span}_board")

    def new_address(self) -> str:
        """Where an appointment in this view is booked; in a week, with whom or where."""
        return self._booking(("day", self.day.isoformat()), *self._whom())

    def gap_address(self) -> str:
        """The same without what a column adds to it: the day in a week, in a day with whom or where."""
        return self._booking(*(self._whom() if self.span == "week" else [("day", self.day.isoformat())]))

    def on(self, day: date) -> "Shown":
        return replace(self, day=day)

    def later(self, steps: int) -> "Shown":
        """So many days, weeks or months on."""
        if self.span == "month":
            months = self.day.year * 12 + self.day.month - 1 + steps
            return self.on(date(months // 12, months % 12 + 1, 1))
        return self.on(self.day + timedelta(days=steps * self.days))

    def by_whom(self, by: By) -> "Shown":
        """The other columns; those that were chosen among these mean nothing there."""
        return self if by == self.by else replace(self, by=by, whose=0, only=())

    def over(self, span: Span, day: date | None = None, whose: int = 0) -> "Shown":
        """The same over a day, a week or a month."""
        return replace(self, span=span, day=day or self.day, whose=whose or self.whose)

    def values(self) -> tuple[tuple[str, Any], ...]:
        """What an address says of the view; nothing of what is usual."""
        return (
            ("day", self.day.isoformat()),
            ("branch", self.branch.id),
            ("by", self.by),
            ("cancelled", 1 if self.cancelled else None),
            ("whose", self.whose if self.whose and self.span != "day" else None),
            ("only", joined(self.only)),
            ("kinds", joined(self.kinds)),
            ("states", joined(self.states)),
        )

    def sheet_address(self) -> str:
        """The day on paper."""
        return self._address("agenda.sheets_show")

    def spreadsheet_address(self) -> str:
        return self._address("agenda.sheets_spreadsheet")

    def filters_address(self) -> str:
        """Where what is shown is chosen."""
        return self._panel("agenda.choices_edit")

    def views_address(self) -> str:
        """Where it is saved under a name."""
        return self._panel("agenda.views_index")

    def _panel(self, endpoint: str) -> str:
        return _address(request.script_root, endpoint, g.clinic.slug, (*self.values(), ("span", self.span)))

    def _whom(self) -> list[tuple[str, int]]:
        return [(f"{self.by}_id", self.whose)] if self.span == "week" else []

    def _booking(self, *known: tuple[str, Any]) -> str:
        view = (*known, ("branch", self.branch.id), ("by", self.by), ("whose", self.value("whose")))
        return _address(request.script_root, "agenda.appointments_new", g.clinic.slug, view)

    def _address(self, endpoint: str) -> str:
        return _address(request.script_root, endpoint, g.clinic.slug, self.values())


def joined(chosen: tuple[Any, ...]) -> str | None:
    return ".".join(map(str, chosen)) or None


@lru_cache(maxsize=2048)
def _address(_script_root: str, endpoint: str, clinic: str, view: tuple[tuple[str, Any], ...]) -> str:
    """A page of the agenda leads to many others, and to the same ones each time."""
    return url_for(endpoint, clinic=clinic, **dict(view))
