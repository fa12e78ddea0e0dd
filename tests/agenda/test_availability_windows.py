"""Open windows against a slow and obvious model: every minute of a day is asked by itself, on days of change too."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st

from clinic_portal.contexts.agenda.availability.calendar import Calendar, Exceptional, Rule
from clinic_portal.contexts.agenda.availability.moments import holds, windows_of
from clinic_portal.contexts.agenda.availability.windows import BranchDay
from clinic_portal.contracts.agenda import Whose, Why
from clinic_portal.contracts.clinics import (
    BranchView,
    ClinicDirectory,
    ClinicView,
    OpeningHours,
    PractitionerShift,
    PractitionerView,
    RoomView,
)

BRANCH, DOCTOR, ROOM = 1, 7, 3
QUARTERS = 24 * 4
MADRID = "Europe/Madrid"
ZONES = (MADRID, "America/Santiago", "America/Havana", "Australia/Lord_Howe", "Africa/Casablanca", "UTC")
DAYS = (date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 24))


def stretch(draw, least=1):
    opens = draw(st.integers(0, QUARTERS - least - 1))
    return opens * 15, draw(st.integers(opens + least, QUARTERS)) * 15


@st.composite
def usual(draw):
    """Hours of a day as the clinics keep them: in order, without overlaps."""
    marks = sorted(draw(st.lists(st.integers(0, QUARTERS - 1), max_size=6, unique=True)))
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return [(opens * 15, closes * 15) for opens, closes in pairs]


@st.composite
def rules(draw):
    whose, resource = draw(st.sampled_from([(Whose.BRANCH, BRANCH), (Whose.PRACTITIONER, DOCTOR), (Whose.ROOM, ROOM)]))
    day = draw(st.sampled_from(DAYS))
    first = day + timedelta(days=draw(st.integers(-3, 1)))
    last = draw(st.none() | st.integers(0, 3).map(lambda more: first + timedelta(days=more)))
    blocks = tuple((draw(st.sampled_from([day.weekday(), 0])), *stretch(draw)) for _ in range(draw(st.integers(0, 3))))
    return Rule(draw(st.integers(1, 99)), whose, resource, first, last, blocks)


@st.composite
def exceptions(draw):
    whose, resource = draw(
        st.sampled_from(
            [
                (Whose.CLINIC, 0),
                (Whose.BRANCH, BRANCH),
                (Whose.PRACTITIONER, DOCTOR),
                (Whose.ROOM, ROOM),
                (Whose.ROOM, 4),
            ]
        )
    )
    first = draw(st.sampled_from(DAYS)) + timedelta(days=draw(st.integers(-2, 1)))
    last = first + timedelta(days=draw(st.integers(0, 3)))
    return Exceptional(whose, resource, draw(st.booleans()), first, last, *stretch(draw), "por algo")


def house(opening, working, day: date) -> ClinicDirectory:
    clinic = ClinicView(id=1, slug="norte", name="Norte", language="es", country="ES", currency="EUR", time_zone=MADRID)
    return ClinicDirectory(
        clinic=clinic,
        branches=(BranchView(id=BRANCH, name="Centro", address="", phone=""),),
        rooms=(RoomView(id=ROOM, branch_id=BRANCH, name="C1"),),
        practitioners=(PractitionerView(id=DOCTOR, branch_id=BRANCH, name="Vega", specialty="", hue=1, room_id=ROOM),),
        hours=tuple(
            OpeningHours(branch_id=BRANCH, weekday=day.weekday(), opens=clock(opens), closes=clock(closes))
            for opens, closes in opening
        ),
        shifts=tuple(
            PractitionerShift(
                practitioner_id=DOCTOR,
                branch_id=BRANCH,
                weekday=day.weekday(),
                opens=clock(opens),
                closes=clock(closes),
            )
            for opens, closes in working
        ),
        flags=frozenset(),
    )


def clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


class Obvious:
    """Asks each minute what everybody would: is it open, are they there, is the room, was anything else said."""

    def __init__(self, opening, working, calendar: Calendar, day: date, holiday: bool) -> None:
        self.opening, self.working, self.calendar, self.day = opening, working, calendar, day
        self.closed = holiday and calendar.holidays_close

    def said(self, minute: int, extra: bool, *whose) -> bool:
        return any(
            one.extra is extra and one.opens <= minute < one.closes and one.first <= self.day <= one.last
            for one in self.calendar.exceptions
            if (one.whose, one.resource_id) in whose
        )

    def week(self, minute: int, whose, usual: bool) -> bool:
        holding = [
            one
            for one in self.calendar.rules
            if (one.whose, one.resource_id) == whose
            and one.first <= self.day
            and (one.last is None or self.day <= one.last)
        ]
        if not holding:
            return usual
        last = max(holding, key=lambda one: (one.first, one.id))
        return any(day == self.day.weekday() and a <= minute < b for day, a, b in last.blocks)

    def branch(self, minute: int) -> bool:
        ours = ((Whose.CLINIC, 0), (Whose.BRANCH, BRANCH))
        usual = self.week(minute, ours[1], any(a <= minute < b for a, b in self.opening))
        return self.said(minute, True, *ours) or (usual and not self.closed and not self.said(minute, False, *ours))

    def doctor(self, minute: int) -> bool:
        theirs = (Whose.PRACTITIONER, DOCTOR)
        usual = self.week(minute, theirs, not self.working or any(a <= minute < b for a, b in self.working))
        open_ = self.branch(minute) and usual and not self.said(minute, False, theirs)
        return open_ or self.said(minute, True, theirs)

    def room(self, minute: int) -> bool:
        its = (Whose.ROOM, ROOM)
        return self.said(minute, True, its) or (self.week(minute, its, True) and not self.said(minute, False, its))


def minutes_of(stretches) -> set[int]:
    found = [minute for first, last in stretches for minute in range(first, last)]
    assert len(found) == len(set(found)), "stretches overlap"
    assert list(stretches) == sorted(stretches), "stretches are in order"
    return set(found)


@settings(max_examples=150)
@given(usual(), usual(), st.lists(rules(), max_size=4), st.lists(exceptions(), max_size=5), st.booleans(),
       st.booleans(), st.sampled_from(DAYS))  # fmt: skip
def test_the_windows_are_the_minutes_that_a_slow_look_finds_open(
    opening, working, some_rules, some_exceptions, close, holiday, day
) -> None:
    calendar = Calendar(tuple(some_rules), tuple(some_exceptions), close)
    made = BranchDay(house(opening, working, day), calendar.on(day), BRANCH, day, holiday)
    obvious = Obvious(opening, working, calendar, day, holiday)
    every = range(24 * 60)
    doctors = {minute for minute in every if obvious.doctor(minute)}
    there = {minute for minute in every if obvious.room(minute)}
    assert minutes_of(made.open_for(DOCTOR)) == doctors
    assert minutes_of(made.open_for(DOCTOR, ROOM)) == doctors & there
    assert minutes_of(made.room_open(ROOM)) == {minute for minute in there if obvious.branch(minute)}


@settings(max_examples=100)
@given(usual(), st.lists(exceptions(), max_size=4), st.sampled_from(DAYS))
def test_what_is_told_as_blocked_is_closed_and_would_be_open(opening, some, day) -> None:
    made = BranchDay(house(opening, [], day), Calendar((), tuple(some)).on(day), BRANCH, day)
    hours = made.practitioner_hours(DOCTOR)
    told = minutes_of([(one.starts, one.ends) for one in hours.blocked])
    assert told.isdisjoint(minutes_of(hours.open))
    assert told == minutes_of(opening) - minutes_of(hours.open)
    assert all(made.why_closed(minute, DOCTOR, None)[0] is Why.BLOCK for minute in told)


@settings(max_examples=150)
@given(st.lists(usual(), min_size=3, max_size=3), st.sampled_from(ZONES), st.integers(0, 370), st.integers(0, 47),
       st.integers(1, 20))  # fmt: skip
def test_a_moment_is_open_when_the_wall_clock_says_so(week, zone, offset, begins, length) -> None:
    first = date(2026, 1, 1) + timedelta(days=offset)
    days = [(first + timedelta(days=number), tuple(open_)) for number, open_ in enumerate(week)]
    windows = windows_of(days, zone)
    open_ = {day: minutes_of(stretches) for day, stretches in days}
    place = ZoneInfo(zone)

    def is_open(moment: datetime) -> bool:
        local = moment.astimezone(place)
        return local.hour * 60 + local.minute in open_.get(local.date(), set())

    start = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(hours=14)
    moments = [start + timedelta(minutes=5 * step) for step in range(12 * 24 * 4)]
    assert [one for one in moments if is_open(one)] == [
        one for one in moments if any(opens <= one < closes for opens, closes in windows)
    ]
    starts_at = start + timedelta(hours=2 * begins)
    wanted = [starts_at + timedelta(minutes=5 * step) for step in range(length)]
    assert holds(windows, starts_at, wanted[-1] + timedelta(minutes=5)) is all(map(is_open, wanted))


def test_the_hour_that_comes_twice_is_open_twice_and_the_one_that_is_skipped_never() -> None:
    night = ((60, 240),)
    (autumn,) = windows_of([(date(2026, 10, 25), night)], MADRID)
    (spring,) = windows_of([(date(2026, 3, 29), night)], MADRID)
    assert autumn[1] - autumn[0] == timedelta(hours=4)
    assert spring[1] - spring[0] == timedelta(hours=2)
