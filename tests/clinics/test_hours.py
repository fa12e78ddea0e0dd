"""Weekly hours: which can be kept, how they are read from a form, and how they are written on a door."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from clinic_portal.blueprints.clinics.hours_field import MOST, HoursField, Stretch
from clinic_portal.contexts.clinics.rules import faults_of, moved
from clinic_portal.contracts.clinics import ClinicDirectory, ClinicView, OpeningHours, PractitionerShift

times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45, 59]))
blocks = st.lists(st.tuples(st.integers(0, 6), times, times), max_size=8)
MONDAY = date(2026, 11, 23)


class Week(Form):
    hours = HoursField("Hours")


def minutes(blocks: list[tuple[int, time, time]], weekday: int) -> list[int]:
    """Every minute of a day that is open, once for each block that opens it."""
    mine = [(opens, closes) for day, opens, closes in blocks if day == weekday]
    return [
        minute
        for opens, closes in mine
        for minute in range(opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute)
    ]


@given(blocks)
def test_a_day_is_faulty_exactly_when_a_block_is_empty_or_a_minute_is_open_twice(blocks) -> None:
    for weekday in range(7):
        open_minutes = minutes(blocks, weekday)
        empty = any(opens >= closes for day, opens, closes in blocks if day == weekday)
        twice = len(open_minutes) != len(set(open_minutes))
        assert (weekday in faults_of(blocks)) == (empty or twice)


def of(block: tuple[int, time, time]) -> dict[str, object]:
    weekday, opens, closes = block
    return {"weekday": weekday, "opens": opens, "closes": closes}


@given(st.lists(st.integers(), unique=True, min_size=1), st.data(), st.booleans())
def test_a_room_changes_places_with_its_neighbour_and_no_other(ids, data, earlier) -> None:
    one = data.draw(st.sampled_from(ids))
    after = moved(ids, one, earlier=earlier)
    assert sorted(after) == sorted(ids)
    assert after.index(one) == min(max(ids.index(one) + (-1 if earlier else 1), 0), len(ids) - 1)
    assert [other for other in after if other != one] == [other for other in ids if other != one]


@given(st.sets(st.tuples(st.integers(0, 6), times, times), max_size=6))
def test_what_is_shown_and_sent_back_untouched_is_the_same(blocks) -> None:
    form = Week()
    form.hours.process_data(Stretch(*block) for block in blocks)
    sent = MultiDict(
        (f"hours-{weekday}-{number}-{part}", getattr(row, part))
        for weekday in range(7)
        for number, row in enumerate(form.hours.shown(weekday))
        for part in ("opens", "closes")
    )
    again = Week(sent)
    assert again.hours.data == tuple(sorted(Stretch(*block) for block in blocks))
    assert again.hours.faults == {}


@given(st.dictionaries(st.sampled_from(["hours-0-0-opens", "hours-0-0-closes", "hours-6-5-opens"]), st.text()))
def test_nothing_that_is_typed_brings_the_field_down(typed) -> None:
    form = Week(MultiDict(typed))
    form.validate()
    assert all(isinstance(one.opens, time) for one in form.hours.data)


@given(blocks, blocks)
def test_working_minutes_are_those_that_are_open_and_theirs(opening, working) -> None:
    opening, working = ([one for one in week if one[1] < one[2]] for week in (opening, working))
    house = ClinicDirectory(
        clinic=ClinicView(id=1, slug="x", name="X", language="es", country="ES", currency="EUR", time_zone="UTC"),
        branches=(), rooms=(), practitioners=(), flags=frozenset(),
        hours=tuple(OpeningHours(branch_id=1, **of(one)) for one in opening),
        shifts=tuple(PractitionerShift(practitioner_id=7, branch_id=1, **of(one)) for one in working),
    )  # fmt: skip
    for weekday in range(7):
        found = house.working_minutes(7, 1, MONDAY + timedelta(days=weekday))
        model = set(minutes(opening, weekday))
        if working:
            model &= set(minutes(working, weekday))
        assert {minute for begins, ends in found for minute in range(begins, ends)} == model


def test_a_day_takes_so_many_rows_and_no_more() -> None:
    form = Week(MultiDict({"hours-0-0-opens": "09:00", "hours-0-0-closes": "10:00"}))
    for _ in range(MOST * 2):
        form.hours.act("more-0", "", "")
    assert len(form.hours.shown(0)) == MOST


@pytest.mark.parametrize("action", ["more-7", "more-x", "more--1", "less-0", ""])
def test_another_action_changes_nothing(action: str) -> None:
    form = Week(MultiDict({"hours-0-0-opens": "09:00", "hours-0-0-closes": "10:00"}))
    form.hours.act(action, "", "")
    assert [len(form.hours.shown(weekday)) for weekday in range(7)] == [1] * 7
