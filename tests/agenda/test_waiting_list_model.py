"""Whom a gap fits, against a model that tries every start of everybody on the list, one after the other."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, example, given, settings, strategies as st
from sqlalchemy import text

from clinic_portal.contracts.agenda import AgendaContract, Gap, SlotTaken, WaitlistEntry
from clinic_portal.contracts.clinics import AddBranch, ClinicsContract
from clinic_portal.foundation.clock import at_local, local_day, local_minutes
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.work import work
from tests.agenda.capacity import book, kind
from tests.agenda.waiting import wait
from tests.agenda.wishes import MORNING, NOW

ZONE, TUESDAY = "Europe/Madrid", MORNING.date()
TOMORROW = TUESDAY + timedelta(days=1)
OPENS, CLOSES, STEP = 8 * 60, 20 * 60, 15
BUFFER, LONG = 10, (1, 45, True)
ANYTHING: dict[str, Any] = {}
"""Wished of a practitioner or branch by its place in the house; `hers` is a kind that the second gives alone."""

wishes = st.fixed_dictionaries(
    ANYTHING,
    optional={
        "whom": st.sampled_from([0, 1]),
        "where": st.sampled_from(["here", "elsewhere"]),
        "hers": st.just(value=True),
        "minutes": st.sampled_from([45, 90]),
        "weekdays": st.sets(st.sampled_from([1, 2, 4]), min_size=1).map(tuple),
        "since": st.sampled_from([600, 605, 615]),
        "until": st.sampled_from([705, 720, 1170]),
        "first_day": st.sampled_from([TUESDAY, TOMORROW]),
        "last_day": st.just(TOMORROW),
        "urgent": st.booleans(),
    },
)
booked = st.tuples(st.sampled_from([0, 1]), st.sampled_from([-60, 0, 20, 45]), st.booleans())


def at(days: int, minutes: int) -> datetime:
    return at_local(TUESDAY + timedelta(days=days), minutes, ZONE)


GAPS = (
    (0, at(0, 600), 30),
    (1, at(0, 605), 90),
    (0, at(0, 7 * 60 + 30), 60),
    (1, at(1, 660), 45),
    (0, at(0, 19 * 60 + 20), 780),
    (1, at(2, 19 * 60), 60),
)
"""With whom, from when, how long: in part past, over night, up to closing time."""


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def laid(within, norte):
    """The house, its other branch, and a kind that only the second practitioner gives."""
    with within(norte):
        other = find(ClinicsContract).add_branch(AddBranch(name="Puerto", hours=())).id
        hers = kind(practitioner_ids=(norte.practitioners[1],), buffer_after=BUFFER).id
        yield norte, other, hers


def forget() -> None:
    """Nobody waits and nothing is booked any more."""
    with work() as session:
        for statement in (
            "UPDATE agenda.waitlist_entry SET state = 'withdrawn'",
            "UPDATE agenda.appointment SET status = 'cancelled', cancellation_reason = 'viaje'",
        ):
            session.execute(text(statement).execution_options(**{REVIEWED: "a test"}))


def put(laid: Any, number: int, whom=None, where=None, hers=None, **fields: Any) -> WaitlistEntry:
    house, other, theirs = laid
    if whom is not None:
        fields["practitioner_id"] = house.practitioners[whom]
    if where:
        fields["branch_id"] = house.branch if where == "here" else other
    if hers:
        fields["type_id"] = theirs
    return wait(house, number % 2, **fields)


def taken(laid: Any, some: list[tuple[int, int, bool]]) -> list[tuple[int, datetime, datetime]]:
    """With whom and from when to when, buffers included, after these were booked where they could be."""
    house, _, hers = laid
    found = []
    for whom, later, long in some:
        has_buffer = bool(whom and long)
        with suppress(SlotTaken):
            one = book(house, later, practitioner_id=house.practitioners[whom], patient_id=house.patients[1],
                       minutes=60 if long else 30, type_id=hers if has_buffer else house.visit)  # fmt: skip
            ends = one.ends_at + timedelta(minutes=BUFFER * has_buffer)
            found.append((one.practitioner_id, one.starts_at, ends))
    return found


def comes(one: WaitlistEntry, day: date) -> bool:
    late = one.last_day is not None and day > one.last_day
    return day >= one.first_day and not late and (not one.weekdays or day.weekday() in one.weekdays)


def first_start(laid: Any, one: WaitlistEntry, gap: Gap, busy: list[tuple[int, datetime, datetime]]) -> datetime | None:
    """Each start that could be theirs is tried by itself."""
    house, _, hers = laid
    if one.practitioner_id not in (None, gap.practitioner_id) or one.branch_id not in (None, gap.branch_id):
        return None
    if one.type_id == hers and gap.practitioner_id != house.practitioners[1]:
        return None
    ends = gap.starts_at + timedelta(minutes=gap.minutes)
    for days in range(2):
        day = local_day(gap.starts_at, ZONE) + timedelta(days=days)
        begins = max(OPENS, one.since, 0 if days else local_minutes(gap.starts_at, ZONE))
        for minute in range(begins, min(CLOSES, one.until) - one.minutes + 1, STEP):
            start = at_local(day, minute, ZONE)
            kept = start + timedelta(minutes=one.minutes + BUFFER * (one.type_id == hers))
            hers_then = [(since, until) for whom, since, until in busy if whom == gap.practitioner_id]
            free = not any(start < until and since < kept for since, until in hers_then)
            if comes(one, day) and NOW <= start < ends and free:
                return start
    return None


def model(laid: Any, everybody: list[WaitlistEntry], gap: Gap, busy: Any) -> list[tuple[int, datetime]]:
    in_turn = sorted(everybody, key=lambda one: (not one.urgent, one.id))
    found = [(one.id, first_start(laid, one, gap, busy)) for one in in_turn]
    return [(id_, start) for id_, start in found if start]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(some=st.lists(wishes, min_size=3, max_size=7), bookings=st.lists(booked, max_size=3))
@example(some=[{}, {"urgent": True}, {"since": 605}, {"whom": 1, "hers": True, "minutes": 90}], bookings=[LONG])
@example(some=[{"first_day": TOMORROW}, {"weekdays": (2,), "until": 705}, {}], bookings=[(0, 0, False)])
@example(some=[{"where": "elsewhere"}, {"where": "here", "last_day": TUESDAY}, {"hers": True}], bookings=[])
def test_who_fits_is_who_a_slow_look_finds(laid, some, bookings) -> None:
    house, _, _ = laid
    forget()
    busy = taken(laid, bookings)
    everybody = [put(laid, number, **fields) for number, fields in enumerate(some)]
    for whom, starts_at, minutes in GAPS:
        gap = Gap(
            practitioner_id=house.practitioners[whom], branch_id=house.branch, starts_at=starts_at, minutes=minutes
        )
        found = [(fit.entry.id, fit.starts_at) for fit in find(AgendaContract).who_fits(gap)]
        assert found == model(laid, everybody, gap, busy), gap
