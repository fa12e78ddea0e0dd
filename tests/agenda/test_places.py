"""Where a wish finds its place, held against a slow and obvious model that looks at each minute."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from clinic_portal.contexts.agenda.places import Busy, Wish, find_place

MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
ROOMS, MACHINES, KINDS = (1, 2), (7, 8), (1, 2)
CAPACITY = {("room", 2): 2, ("equipment", 8): 2}
SEATS = {1: 1, 2: 3}

starts = st.integers(0, 12).map(lambda number: MIDNIGHT + number * QUARTER)
buffers = st.integers(0, 2).map(lambda number: number * timedelta(minutes=10))


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    kind = draw(st.sampled_from(KINDS))
    return Wish(
        practitioner_id=draw(st.integers(1, 3)),
        rooms=draw(st.sampled_from([(1, 2), (2, 1), (1,), (2,)])),
        length=draw(st.integers(1, 4)) * QUARTER,
        before=draw(buffers),
        after=draw(buffers),
        kind_id=kind,
        seats=SEATS[kind],
        equipment=draw(st.sampled_from([(), (7,), (8,), (7, 8)])),
        capacity=CAPACITY,
    )


class Diary:
    """What was booked, as the database keeps it."""

    def __init__(self) -> None:
        self.busy: list[Busy] = []
        self.booked: list[tuple[Wish, datetime, Busy]] = []

    def book(self, wish: Wish, starts_at: datetime) -> bool:
        place = find_place(self.busy, wish, starts_at)
        if place.conflict:
            return False
        number = len(self.booked) + 1
        first, until = wish.stretch(starts_at)
        person = Busy(
            wish.practitioner_id, place.room_id, first, until, place.lane, place.session or number, number, place.seat,
            wish.kind_id, starts_at, starts_at + wish.length,
        )  # fmt: skip
        pieces = [
            replace(person, practitioner_id=0, room_id=0, equipment_id=machine, lane=lane)
            for machine, lane in place.equipment
        ]
        self.busy += [person, *pieces]
        self.booked.append((wish, starts_at, person))
        return True


def minutes(wish: Wish, starts_at: datetime) -> set[datetime]:
    first, until = wish.stretch(starts_at)
    return set(_every_five(first, until))


def sessions_at(diary: Diary, minute: datetime) -> dict[int, list[tuple[Wish, datetime, Busy]]]:
    found: dict[int, list[tuple[Wish, datetime, Busy]]] = {}
    for one in diary.booked:
        if minute in minutes(one[0], one[1]):
            found.setdefault(one[2].session, []).append(one)
    return found


@given(st.lists(st.tuples(wishes(), starts), max_size=14))
def test_at_no_minute_is_there_more_than_there_is(asked: list[tuple[Wish, datetime]]) -> None:
    diary = Diary()
    for wish, starts_at in asked:
        diary.book(wish, starts_at)
    for minute in {minute for wish, starts_at, _ in diary.booked for minute in minutes(wish, starts_at)}:
        at_once = sessions_at(diary, minute)
        heads = [members[0] for members in at_once.values()]
        who = [wish.practitioner_id for wish, _, _ in heads]
        assert len(who) == len(set(who)), "a practitioner is with one group at a time"
        for room in ROOMS:
            assert sum(one.room_id == room for _, _, one in heads) <= CAPACITY.get(("room", room), 1)
        for machine in MACHINES:
            pieces = {
                (one.session, one.lane) for one in diary.busy if one.equipment_id == machine and minute in _span(one)
            }
            assert len(pieces) == len({session for session, _ in pieces}), "a group shares its machine"
            used = [key for key, members in at_once.items() if any(machine in w.equipment for w, _, _ in members)]
            assert len(used) <= CAPACITY.get(("equipment", machine), 1)
        for members in at_once.values():
            assert len(members) <= SEATS[members[0][0].kind_id]
            assert len({(w.practitioner_id, w.kind_id, at, w.length, one.room_id) for w, at, one in members}) == 1
            assert len({one.seat for _, _, one in members}) == len(members)


@given(st.lists(st.tuples(wishes(), starts), max_size=10), wishes(), starts)
def test_whoever_is_refused_is_refused_for_a_reason(
    asked: list[tuple[Wish, datetime]], wish: Wish, starts_at: datetime
) -> None:
    """What the verdict names is taken in some minute; what is free in every minute, lane by lane, is given."""
    diary = Diary()
    for other, at in asked:
        diary.book(other, at)
    wanted = minutes(wish, starts_at)
    meeting = [one for one in diary.busy if wanted & _span(one)]
    joinable = [
        one
        for one in meeting
        if wish.seats > 1
        and (one.practitioner_id, one.kind_id, one.begins, one.ends)
        == (wish.practitioner_id, wish.kind_id, starts_at, starts_at + wish.length)
        and one.room_id in wish.rooms
    ]
    others = [one for one in meeting if one.session not in {joined.session for joined in joinable}]
    reasons = set()
    if any(one.practitioner_id == wish.practitioner_id for one in others):
        reasons.add("practitioner")
    if len(joinable) >= wish.seats > 1:
        reasons.add("session")
    if not joinable and all(_lanes_left(others, "room", room) == 0 for room in wish.rooms):
        reasons.add("room")
    if any(_lanes_left(others, "equipment", machine) == 0 for machine in wish.equipment):
        reasons.add("equipment")
    conflict = find_place(diary.busy, wish, starts_at).conflict
    assert (conflict.resource in reasons) if conflict else not reasons


def _span(one: Busy) -> set[datetime]:
    return set(_every_five(one.starts_at, one.ends_at))


def _every_five(first: datetime, until: datetime) -> Iterator[datetime]:
    """All that is wished begins and ends on five minutes."""
    while first < until:
        yield first
        first += timedelta(minutes=5)


def _lanes_left(others: list[Busy], resource: str, number: int) -> int:
    mine = [one for one in others if (one.room_id if resource == "room" else one.equipment_id) == number]
    return CAPACITY.get((resource, number), 1) - len({one.lane for one in mine})
