"""What stands around a held place: the week, series, the free times beside its form, the hour that a key may hold."""

import re
from datetime import date, time, timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    HELD_IN_ALL,
    AgendaContract,
    BookSeries,
    Chosen,
    FindSlots,
    HeldLongEnough,
    PlanSeries,
    Recurrence,
    RenewHold,
    SeriesClashes,
    Unit,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.agenda.capacity import book
from tests.agenda.holding import ANA, LUIS, hold, refused
from tests.agenda.test_undo_pages import HTMX, new_form
from tests.agenda.wishes import MORNING, NOW
from tests.stand.cast import RECEPTIONIST

MONDAY, TUESDAY, WEEK = date(2026, 11, 30), 1, timedelta(days=7)
RULE = Recurrence(first=MORNING.date(), at=time(10), every=1, unit=Unit.WEEK, count=3)
HELD = "lo está reservando"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moment:
        yield moment


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


def repeated(house, **fields):
    wished = {"practitioner_id": house.practitioners[0], "type_id": house.visit, "minutes": 30, "recurrence": RULE}
    return wished | fields


def chosen(house, **fields):
    times = [Chosen(day=(MORNING + WEEK * turn).date(), starts_at=MORNING + WEEK * turn) for turn in range(3)]
    about = {"idempotency_key": new_id(), "patient_id": house.patients[0], "chosen": tuple(times)}
    return BookSeries(**repeated(house, **about, **fields))


def test_the_week_shows_what_is_held_of_whom_and_where(within, norte, clock):
    with within(norte):
        agenda = find(AgendaContract)
        held = hold(norte)
        hold(norte, LUIS, practitioner_id=norte.practitioners[1], holder="Luis")
        booked = book(norte, 60)
        hers = agenda.week(MONDAY, practitioner_id=norte.practitioners[0])
        room = agenda.week(MONDAY, room_id=norte.rooms[1])
        assert [[one.id for one in day] for day in hers.held] == [[], [held.id], [], [], [], [], []]
        assert [one.id for one in hers.days[TUESDAY]] == [booked.id]
        assert [one.holder for one in room.held[TUESDAY]] == ["Luis"]
        assert (hers.held[TUESDAY][0].starts, hers.held[TUESDAY][0].minutes) == (10 * 60, 30)
        clock.shift(301)
        assert not any(agenda.week(MONDAY, practitioner_id=norte.practitioners[0]).held)


def test_the_weeks_page_says_who_is_booking(desk, norte):
    fields = new_form(desk, norte)
    desk.post(f"/c/{norte.slug}/agenda/holds", data=fields, headers=HTMX)
    where = {"day": fields["day"], "by": "practitioner", "whose": norte.practitioners[0]}
    assert HELD in desk.get(f"/c/{norte.slug}/agenda/week", query_string=where).text
    other = where | {"whose": norte.practitioners[1]}
    assert HELD not in desk.get(f"/c/{norte.slug}/agenda/week", query_string=other).text


def test_one_key_holds_for_an_hour_in_all_wherever(within, norte, clock):
    with within(norte):
        agenda = find(AgendaContract)
        hold(norte)
        for _ in range(11):
            clock.shift(290)
            agenda.renew(RenewHold(key=ANA))
        clock.shift(240)
        assert hold(norte, later=30).until == NOW + HELD_IN_ALL, "another place is held by the same hour"
        clock.shift(170)
        for again in (lambda: hold(norte), lambda: agenda.renew(RenewHold(key=ANA))):
            with pytest.raises(HeldLongEnough):
                again()
        assert refused(lambda: book(norte, 30, hold=ANA) and book(norte, 30)).clash.appointment_id, "it is free to book"


def test_a_form_that_is_left_open_is_told_and_asks_no_more(desk, norte, clock):
    fields, holds = new_form(desk, norte), f"/c/{norte.slug}/agenda/holds"
    for _ in range(3):
        assert desk.post(holds, data=fields, headers=HTMX).status_code == 200
        clock.shift(HELD_IN_ALL / 3)
    over = desk.post(holds, data=fields, headers=HTMX)
    assert (over.status_code, over.headers["HX-Retarget"], over.headers["HX-Reswap"]) == (409, "#hold", "outerHTML")
    assert "ya no está reservada" in over.text
    assert "hx-post" not in over.text


def test_the_free_times_beside_a_form_count_its_own_place(desk, norte, within):
    fields = new_form(desk, norte)
    desk.post(f"/c/{norte.slug}/agenda/holds", data=fields, headers=HTMX)
    asked = {name: fields[name] for name in ("practitioner_id", "minutes", "day", "type_id")}
    key, beside, ten = fields["idempotency_key"], f"/c/{norte.slug}/agenda/free-times/beside", 'value="2026-12-01T10:00'
    with within(norte):
        query = FindSlots(minutes=30, first=MORNING.date(), practitioners=(norte.practitioners[0],), limit=60)
        assert MORNING not in [one.starts_at for one in find(AgendaContract).slots(query)]
        book(norte, -120, minutes=120)
        book(norte, 30, minutes=570)
    assert ten in desk.get(beside, query_string=asked | {"hold": key}, headers=HTMX).text
    assert ten not in desk.get(beside, query_string=asked, headers=HTMX).text
    sent = fields | {"hold": key, "find_free": "1", "patient_id": norte.patients[0]}
    assert ten in desk.post(f"/c/{norte.slug}/agenda/appointments", data=sent).text


def test_a_series_keeps_what_its_form_holds_and_books_it(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        hold(norte)
        clashing = agenda.plan_series(PlanSeries(**repeated(norte)))
        assert [one.free for one in clashing.occurrences] == [False, True, True]
        assert clashing.occurrences[0].clash.held_by == "Ana"
        assert not agenda.plan_series(PlanSeries(**repeated(norte, hold=ANA))).clashes
        with pytest.raises(SeriesClashes) as caught:
            agenda.book_series(chosen(norte))
        assert caught.value.plan.occurrences[0].clash.held_by == "Ana"
        hold(norte, LUIS, 7 * 24 * 60, holder="Luis")
        with pytest.raises(SeriesClashes) as caught:
            agenda.book_series(chosen(norte, hold=ANA))
        assert [one.free for one in caught.value.plan.occurrences] == [True, False, True], "its own is not in the way"
        refused(lambda: book(norte))
        agenda.release(LUIS)
        booked = agenda.book_series(chosen(norte, hold=ANA))
        assert [one.starts_at for one in booked.appointments] == [MORNING, MORNING + WEEK, MORNING + 2 * WEEK]
        assert agenda.day(norte.branch, MORNING.date()).held == ()


def test_the_plan_of_a_series_goes_on_holding_its_first_time(desk, norte):
    fields = new_form(desk, norte)
    key = fields["idempotency_key"]
    desk.post(f"/c/{norte.slug}/agenda/holds", data=fields, headers=HTMX)
    sent = fields | {"hold": key, "patient_id": norte.patients[0], "every": 1, "unit": "week", "count": 2}
    plan = desk.post(f"/c/{norte.slug}/agenda/series/plan", data=sent, headers=HTMX)
    assert "Todas las horas están libres" in plan.text
    assert f'name="hold" value="{key}"' in plan.text
    assert HELD in desk.get(f"/c/{norte.slug}/agenda", query_string={"day": fields["day"]}).text
    again = desk.post(f"/c/{norte.slug}/agenda/holds", data=sent, headers=HTMX)
    assert "Reservado para usted" in again.text
    times = re.findall(r'name="times" value="([^"]+)"', plan.text)
    done = desk.post(f"/c/{norte.slug}/agenda/series", data=sent | {"times": times}, headers=HTMX)
    assert done.status_code == 200
    assert HELD not in desk.get(f"/c/{norte.slug}/agenda", query_string={"day": fields["day"]}).text
