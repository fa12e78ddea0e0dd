"""Free times found minute by minute, held against the verdict on each single start."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings, strategies as st

from clinic_portal.contexts.agenda.free.minutes import MINUTE, each, grid, minute_of, runs, stretch
from clinic_portal.contexts.agenda.free.taken import Taken
from clinic_portal.contexts.agenda.places import EVERY_LANE, Busy, Wish, find_place

BEGIN = datetime(2026, 11, 24, 6, tzinfo=UTC)
MANY = 8 * 60
ROOMS, CAPACITY = (1, 2), {("room", 2): 2}
lengths = st.integers(1, 90)


@st.composite
def busy(draw: st.DrawFn) -> Busy:
    first = draw(st.integers(-60, MANY))
    last = first + draw(lengths)
    at, until = (BEGIN + minute * MINUTE for minute in (first, last))
    return Busy(draw(st.integers(1, 2)), draw(st.sampled_from(ROOMS)), at, until, draw(st.integers(EVERY_LANE, 2)))


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    before, length, after = draw(st.integers(0, 30)), draw(lengths), draw(st.integers(0, 30))
    times = (timedelta(minutes=one) for one in (length, before, after))
    return Wish(draw(st.integers(1, 2)), draw(st.permutations(ROOMS)), *times, capacity=CAPACITY)


@settings(deadline=None)
@given(st.lists(busy(), max_size=12), wishes())
def test_all_starts_at_once_are_those_that_each_is_allowed_by_itself(taken: list[Busy], wish: Wish) -> None:
    rows = [
        (one.practitioner_id, one.room_id, one.lane, minute_of(BEGIN, one.starts_at), minute_of(BEGIN, one.ends_at))
        for one in taken
    ]
    bits = Taken(BEGIN, rows).between(BEGIN, MANY)
    before, length = wish.before // MINUTE, (wish.before + wish.length + wish.after) // MINUTE
    people = bits.person(wish.practitioner_id, length) << before
    rooms = {room: bits.room(room, wish.places("room", room), length) << before for room in wish.rooms}
    for minute in range(before, MANY - length + before + 1):
        place, start = find_place(taken, wish, BEGIN + minute * MINUTE), 1 << minute
        free = [room for room in wish.rooms if rooms[room] & people & start]
        assert bool(free) == (place.conflict is None)
        assert not free or free[0] == place.room_id


@settings(deadline=None)
@given(st.integers(0, 2**200 - 1), st.integers(1, 40))
def test_a_run_begins_where_so_many_minutes_are_free(free: int, length: int) -> None:
    found = [one.bit_length() - 1 for one in each(runs(free, length))]
    assert found == [at for at in range(200) if all(free >> at + step & 1 for step in range(length))]


def test_a_stretch_ends_where_the_days_do_and_a_grid_has_its_last_start() -> None:
    assert stretch(-5, 3, 8) == 0b111
    assert stretch(6, 99, 8) == 0b11000000
    assert stretch(9, 12, 8) == stretch(3, 3, 8) == 0
    assert [one.bit_length() - 1 for one in each(grid(10, 55, 15))] == [10, 25, 40, 55]
    assert grid(10, 9, 15) == 0
