"""A form's field for weekly hours: several stretches a day, for a practitioner each at a branch."""

import re
from collections.abc import Iterable
from datetime import time
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.validators import StopValidation

from clinic_portal.blueprints.clinics.week import WEEK, lines, stretch
from clinic_portal.contracts.clinics import BadHours, HoursFault
from clinic_portal.foundation.typed import whole_number

MOST = 6
"""Stretches a day may have."""
WEEKDAYS, EVERY_DAY = "weekdays", "all"
_MANY = {WEEKDAYS: range(5), EVERY_DAY: WEEK}
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)")
SENTENCES = {
    HoursFault.REVERSED: _("These hours end before they begin."),
    HoursFault.EMPTY: _("These hours begin and end at the same time."),
    HoursFault.OVERLAPPING: _("These hours overlap."),
}


class Stretch(NamedTuple):
    """What stands in one row: a weekday, Monday being 0, times, and the branch where it is said (else 0)."""

    weekday: int
    opens: time
    closes: time
    branch_id: int = 0


class Row(NamedTuple):
    """The same as it was typed; `fresh` has just been asked for."""

    opens: str = ""
    closes: str = ""
    place: str = ""
    fresh: bool = False


class HoursField(Field):
    """Its `data` is a tuple of Stretches. Names are `hours-0-1-opens`: Monday, second stretch."""

    places: tuple[tuple[int, str], ...] = ()
    """(id, name) of the branches to choose from; none where the hours are one branch's own."""

    def process(self, formdata: Any, *_given: Any, **_options: Any) -> None:
        """Take what was typed; a form that is only shown is filled by `process_data`."""
        self.process_errors: list[str] = []
        self.faults: dict[int, Any] = {}
        self.rows: dict[int, list[Row]] = {weekday: [] for weekday in WEEK}
        self.data: tuple[Stretch, ...] = ()
        if formdata:
            self.rows = {weekday: list(self._typed(formdata, weekday)) for weekday in WEEK}
            self.data = tuple(self._read())

    def offer(self, places: Iterable[tuple[int, str]]) -> None:
        """The branches that each stretch chooses from; what was typed is read again."""
        self.places, self.faults = tuple(places), {}
        self.data = tuple(self._read())

    def process_data(self, value: Iterable[Stretch]) -> None:
        """Put hours in as if they had been typed."""
        self.data, self.faults = tuple(sorted(value)), {}
        self.rows = {
            weekday: [Row(f"{one.opens:%H:%M}", f"{one.closes:%H:%M}", str(one.branch_id)) for one in self._of(weekday)]
            for weekday in WEEK
        }

    def pre_validate(self, _form: Any) -> None:
        if self.faults:
            raise StopValidation(BadHours.message)

    def blame(self, refusal: BadHours) -> None:
        """Put what the house says beside the days that it is about."""
        self.faults = {weekday: SENTENCES[fault] for weekday, fault in refusal.faults.items()}

    def shown(self, weekday: int) -> list[Row]:
        """The rows of a day; one to write in where nothing is written."""
        return self.rows[weekday] or [Row()]

    def act(self, action: str, source: str, target: str) -> None:
        """`more-2` gives Wednesday another row; `copy` puts one day's rows into others."""
        if action == "copy":
            self._copy(_weekday(source), target)
        elif (weekday := _weekday(action.removeprefix("more-"))) is not None:
            self.rows[weekday] = [*self.shown(weekday), Row(fresh=True)][:MOST]

    def text(self, value: Iterable[Stretch], closed: str) -> str:
        """Hours in words, a line for days that are alike."""
        names = dict(self.places)
        texts = [(one.weekday, stretch(one.opens, one.closes, names.get(one.branch_id, ""))) for one in sorted(value)]
        return "\n".join(f"{days}: {hours}" for days, hours in lines(texts, closed))

    def _copy(self, source: int | None, target: str) -> None:
        one = _weekday(target)
        targets = _MANY.get(target, [] if one is None else [one])
        if source is not None:
            self.rows |= {weekday: list(self.rows[source]) for weekday in targets}

    def _of(self, weekday: int) -> list[Stretch]:
        return [one for one in self.data if one.weekday == weekday]

    def _typed(self, formdata: Any, weekday: int) -> Iterable[Row]:
        for number in range(MOST):
            at = f"{self.name}-{weekday}-{number}-"
            opens, closes, place = (
                str(formdata.get(f"{at}{part}") or "").strip()[:40] for part in ("opens", "closes", "place")
            )
            row = Row(opens, closes, place)
            if row.opens or row.closes:
                yield row

    def _read(self) -> Iterable[Stretch]:
        for weekday, rows in self.rows.items():
            for row in rows:
                opens, closes = _clock(row.opens), _clock(row.closes)
                place = self._place(row.place)
                if opens is None or closes is None:
                    self.faults[weekday] = _("Give both times, such as 09:00 and 14:00; the last one is 23:59.")
                elif place is None:
                    self.faults[weekday] = _("Choose one of this clinic's.")
                else:
                    yield Stretch(weekday, opens, closes, place)

    def _place(self, typed: str) -> int | None:
        """The branch that was chosen: 0 where there is nothing to choose, None for none of this clinic's."""
        if not self.places:
            return 0
        if not typed and len(self.places) == 1:
            return self.places[0][0]
        chosen = whole_number(typed)
        return chosen if chosen in dict(self.places) else None


def _clock(typed: str) -> time | None:
    found = _CLOCK.fullmatch(typed)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def _weekday(typed: str) -> int | None:
    number = whole_number(typed)
    return number if number in WEEK else None
