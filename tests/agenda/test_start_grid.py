"""The starts of a kind: whoever books alone is bound to them, the desk is told and goes on; held against a model."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from clinic_portal.blueprints.agenda.gridded import FINEST, is_on_grid
from clinic_portal.contexts.agenda.places import Busy, Wish, find_place
from clinic_portal.contexts.agenda.rules import nearest_free, starts_between
from clinic_portal.contracts.agenda import AgendaContract, OnlineTimeGone
from clinic_portal.foundation.clock import local_day, local_minutes
from clinic_portal.foundation.directory import find
from tests.agenda.capacity import kind
from tests.agenda.online import asked, offer, open_online, times
from tests.agenda.test_pages import HTMX, TOMORROW, booked, form_of
from tests.agenda.test_places import CAPACITY, MIDNIGHT, SEATS, Diary, minutes, wishes
from tests.conftest import csrf_of
from tests.stand.cast import RECEPTIONIST

MINUTE = timedelta(minutes=1)
stretches = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=1, max_size=3).map(
    lambda drawn: [(first * 5, (first + length) * 5) for first, length in drawn]
)
grids = st.sampled_from([5, 10, 20, 25, 45])


def all_starts(open_, length, grid):
    """Slow and obvious: every minute of the day is asked for."""
    found = set()
    for opens, closes in open_:
        for minute in range(opens, closes + 1):
            if minute + length <= closes and (minute - opens) in range(0, 24 * 60, grid):
                found.add(minute)
    return found


@given(stretches, st.integers(1, 12).map(lambda number: number * 5), grids, st.integers(0, 80).map(lambda n: n * 5))
def test_a_start_is_on_the_grid_as_the_model_says(open_, length, grid, start):
    inside = any(opens <= start and start + length <= closes for opens, closes in open_)
    assert is_on_grid(start, length, grid, open_) == (not inside or start in all_starts(open_, length, grid))


@given(stretches, wishes(), grids, st.lists(st.tuples(wishes(), st.integers(0, 24)), max_size=6))
def test_what_is_offered_is_every_start_of_the_grid_that_has_a_place(open_, wish, grid, others):
    """With seats, lanes, equipment and time around it; what is given is given, and nothing else is."""
    diary = Diary()
    for other, number in others:
        diary.book(other, MIDNIGHT + number * 15 * MINUTE)
    wanted = Wish(
        wish.practitioner_id, wish.rooms, wish.length, wish.before, wish.after, wish.kind_id, SEATS[wish.kind_id],
        grid * MINUTE, wish.equipment, CAPACITY,
    )  # fmt: skip
    windows = [(MIDNIGHT + opens * MINUTE, MIDNIGHT + closes * MINUTE) for opens, closes in open_]
    length = wish.length // MINUTE
    given_ = set(nearest_free(MIDNIGHT, datetime.min.replace(tzinfo=UTC), windows, diary.busy, wanted))
    model = {MIDNIGHT + start * MINUTE for start in all_starts(open_, length, grid)}
    assert given_ == {start for start in model if has_place(diary.busy, wanted, start)}


def has_place(busy: list[Busy], wish: Wish, start: datetime) -> bool:
    """In no minute anything that it needs is lacking, by what meets that minute alone."""
    meeting = [one for one in busy if minutes(wish, start) & span(one)]
    return find_place(meeting, wish, start).conflict is None


def span(one: Busy) -> set[datetime]:
    return {one.starts_at + step * 5 * MINUTE for step in range((one.ends_at - one.starts_at) // (5 * MINUTE))}


@pytest.fixture
def scan(within, norte):
    with within(norte):
        return kind("Ecografía", 30, grid=20)


@pytest.mark.parametrize(("at", "warned"), [("10:00", False), ("10:20", False), ("10:15", True)])
def test_the_desk_goes_between_and_is_told_by_name(browser_of, norte, scan, at, warned):
    desk = browser_of(RECEPTIONIST)
    form = form_of(desk, norte, type_id=scan.id, time=at)
    answer = desk.post("/c/norte/agenda/appointments", data=form, headers=HTMX)
    assert answer.status_code == 200
    assert ("empieza cada 20 minutos" in answer.headers["HX-Trigger"]) == warned
    assert ("Ecograf" in answer.headers["HX-Trigger"]) == warned


def test_so_it_is_for_a_move(browser_of, norte, scan):
    desk = browser_of(RECEPTIONIST)
    booked(desk, norte, type_id=scan.id)
    about = {"version": "1", "day": TOMORROW.isoformat(), "time": "12:05", "minutes": "30", "room_id": "0"}
    token = csrf_of(desk.get("/c/norte/agenda").text)
    moved = about | {"csrf_token": token, "practitioner_id": str(norte.practitioners[0])}
    answer = desk.post("/c/norte/agenda/appointments/1/move", data=moved, headers=HTMX)
    assert "empieza cada 20 minutos" in answer.headers["HX-Trigger"]


@pytest.mark.parametrize(("at", "marked"), [("10:20", 0), ("10:15", 3)])
def test_the_plan_of_a_series_names_it_and_marks_each_time(browser_of, norte, scan, at, marked):
    desk = browser_of(RECEPTIONIST)
    form = form_of(desk, norte, type_id=scan.id, time=at, every="1", unit="week", count="3")
    plan = desk.post("/c/norte/agenda/series/plan", data=form)
    assert plan.status_code == 200
    assert ("Ecografía empieza cada 20 minutos; 3 horas quedan en medio" in plan.text) == bool(marked)
    assert plan.text.count("entre los inicios de su tipo") == marked


@given(stretches, st.integers(1, 12).map(lambda number: number * 5), grids, st.integers(0, 80).map(lambda n: n * 5))
def test_a_series_is_held_to_the_same_starts_as_a_single_booking(open_, length, grid, start):
    wanted = Wish(1, (1,), length * MINUTE, grid=grid * MINUTE)
    windows = [(MIDNIGHT + opens * MINUTE, MIDNIGHT + closes * MINUTE) for opens, closes in open_]
    between = starts_between(windows, wanted, MIDNIGHT + start * MINUTE)
    assert between == (grid > FINEST and not is_on_grid(start, length, grid, open_))


def starts_on_grid(house, time, grid):
    day = local_day(time.starts_at, "Europe/Madrid")
    (hours,) = find(AgendaContract).hours(house.branch, day)
    open_ = hours.practitioners[time.practitioner_id].open
    return local_minutes(time.starts_at, "Europe/Madrid") in all_starts(open_, 30, grid)


def test_whoever_books_alone_is_bound_to_it(within, norte):
    with within(norte):
        open_online(norte)
        offer(norte.visit, grid=40)
        offered = times(norte)
        first = offered[0]
        assert all(starts_on_grid(norte, one, 40) for one in offered)
        between = first.model_copy(update={"starts_at": first.starts_at + 20 * MINUTE})
        with pytest.raises(OnlineTimeGone):
            find(AgendaContract).ask_online(asked(norte, between))
