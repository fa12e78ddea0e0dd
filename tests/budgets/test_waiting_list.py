"""What the waiting list costs: few buffers however many waited before, and few statements where a time is freed."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import psycopg
import pytest
import time_machine

from clinic_portal.contexts.agenda import people
from clinic_portal.contexts.agenda.waiting_list import queries
from clinic_portal.contexts.agenda.waiting_list.commands import end_taken
from clinic_portal.foundation.clock import now, today
from clinic_portal.foundation.work import work
from tests.agenda.capacity import book
from tests.agenda.waiting import wait
from tests.agenda.wishes import MORNING
from tests.budgets.counting import counting
from tests.conftest import csrf_of
from tests.stand.cast import RECEPTIONIST

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://localhost/c/norte/agenda"}
LIST, APPOINTMENTS = "/c/norte/agenda/waiting-list", "/c/norte/agenda/appointments"
WAITED, WAIT = 8_000, 400
MOST = {"list": 400, "over": 60, "how many": 40, "fits": 900, "listed": 70}
"""Buffers; some for each row, to see whether it is offered a time; one for each of the turns of today, forty here."""


ENTRIES = """
    INSERT INTO agenda.waitlist_entry (clinic_id, patient_id, type_id, minutes, practitioner_id, weekdays, since, until,
        first_day, urgent, note, state, reason, version, added_at, changed_at)
    SELECT %(clinic)s, %(patient)s, %(type)s, 30, CASE WHEN number %% 3 = 0 THEN %(whom)s END,
           CASE WHEN number %% 4 = 0 THEN '{1,2}'::smallint[] ELSE '{}' END, 480, 1200, current_date, number %% 10 = 0,
           '', CASE WHEN number <= %(waited)s THEN 'withdrawn' ELSE 'waiting' END, '', 1,
           now() - number * interval '1 minute', now() - number * interval '1 minute'
    FROM generate_series(1, %(all)s) AS number"""
OFFERS = """
    INSERT INTO agenda.waitlist_offer (clinic_id, practitioner_id, branch_id, starts_at, minutes, expires_at, made_at)
    SELECT %(clinic)s, %(whom)s, %(branch)s, now() + number * interval '1 hour', 30, now() + number * interval '1 hour',
           now()
    FROM generate_series(-2000, 300) AS number"""
ASKS = """
    INSERT INTO agenda.waitlist_ask (clinic_id, offer_id, entry_id, starts_at, seed, digest, language, state)
    SELECT offer.clinic_id, offer.id, least.id + (offer.id * 37 + turn * 2801) %% %(all)s, offer.starts_at, '',
           offer.id || '.' || turn, '', 'asked'
    FROM agenda.waitlist_offer AS offer, generate_series(0, 2) AS turn,
         (SELECT min(id) AS id FROM agenda.waitlist_entry WHERE clinic_id = %(clinic)s) AS least
    WHERE offer.clinic_id = %(clinic)s"""
TURNS = """
    INSERT INTO agenda.queue_entry (clinic_id, branch_id, day, number, patient_id, state, arrived_at, since, version)
    SELECT %(clinic)s, %(branch)s, current_date - past, number, %(patient)s, 'done', now(), now(), 1
    FROM generate_series(0, 99) AS past, generate_series(1, 40) AS number"""


@pytest.fixture
def years(norte, sur, addresses, app, process_number: int) -> None:
    """Two clinics with thousands who wait no more, hundreds who do, and thousands of offers that nobody answered."""
    database = addresses.admin.rsplit("/", 1)[0] + f"/test_{process_number}"
    with psycopg.connect(database, autocommit=True) as connection:
        for house in (norte, sur):
            values = {
                "clinic": house.id, "patient": house.patients[0], "type": house.visit, "whom": house.practitioners[0],
                "branch": house.branch, "all": WAITED + WAIT, "waited": WAITED,
            }  # fmt: skip
            for statement in (ENTRIES, OFFERS, ASKS, TURNS):
                connection.execute(statement, values)
        connection.execute(
            "VACUUM ANALYZE agenda.waitlist_entry, agenda.waitlist_offer, agenda.waitlist_ask, agenda.queue_entry"
        )


def asked(norte) -> dict[str, tuple[Any, dict[str, object]]]:
    """Statements of the list with what they are given."""
    day = today("Europe/Madrid")
    usual = {"clinic_id": norte.id, "today": day, "moment": now(), "branch_id": norte.branch, "most": 50, "skip": 50}
    anybody = usual | {"practitioner_id": 0, "type_id": 0, "patient_id": 0}
    somebody = {"clinic_id": norte.id, "patient_id": norte.patients[1], "day": day, "branches": [norte.branch]}
    gap = {"practitioner_id": norte.practitioners[1], "first": day, "last": day, "weekdays": [day.weekday()]}
    return {
        "list": (queries._LIST, anybody),
        "over": (queries._OVER, anybody),
        "how many": (queries._HOW_MANY[False], anybody),
        "fits": (queries._FITTING, usual | gap | {"all": True, "ids": [], "most": queries.LOOKED_AT}),
        "listed": (people._LISTED, somebody),
    }


def test_who_waited_before_and_what_nobody_answered_costs_nothing(years, within, norte) -> None:
    for plan in ("custom", "generic"):
        with within(norte):
            found = {name: buffers_of(*what, plan) for name, what in asked(norte).items()}
        looked_at(found)


def looked_at(found: dict[str, tuple[int, str]]) -> None:
    assert {name: buffers for name, (buffers, _) in found.items() if buffers > MOST[name]} == {}
    assert [name for name, (_, text) in found.items() if "Seq Scan" in text] == []
    assert all("ix_waitlist_entry_waiting" in found[name][1] for name in ("list", "how many", "fits"))
    assert all(index in found["listed"][1] for index in ("uq_queue_entry_number", "ix_waitlist_entry_patient"))


@pytest.mark.parametrize("plan", ["custom", "generic"])
def test_a_booking_looks_at_what_is_offered_of_its_time_alone(years, within, norte, plan) -> None:
    asked = {
        "clinic_id": norte.id,
        "branch_id": norte.branch,
        "starts_at": MORNING,
        "ends_at": MORNING + timedelta(minutes=30),
        "day_before": MORNING - timedelta(days=1),
        "moment": now(),
    }
    with within(norte):
        buffers, found = buffers_of(end_taken._ASKED, asked, plan)
    assert "ix_waitlist_offer_time" in found
    assert buffers <= 400, "a day's two dozen offers with three who are asked for each, of two thousand"


def buffers_of(statement: Any, values: dict[str, object], plan: str) -> tuple[int, str]:
    text, fixed = statement._text
    with work() as session:
        driver = session.connection().connection.dbapi_connection
        driver.execute(f"SET LOCAL plan_cache_mode = force_{plan}_plan")
        row = driver.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {text}", {**fixed, **values}, prepare=True)
        (found,) = row.fetchone()[0]
    return found["Plan"]["Shared Hit Blocks"] + found["Plan"]["Shared Read Blocks"], json.dumps(found)


@pytest.fixture
def press(within, norte, browser_of, monkeypatch) -> Iterator[Callable[[str], int]]:
    """`press("cancel")`: how many statements the second of a kind costs."""
    with time_machine.travel(MORNING + timedelta(minutes=1), tick=True):
        desk, hours = browser_of(RECEPTIONIST), count(12)
        token = csrf_of(desk.get("/c/norte/agenda").text)

        def press(deed: str) -> int:
            for _ in range(2):
                sent = deeds(within, norte, token, next(hours))[deed]()
                with counting(monkeypatch) as counts:
                    answer = desk.open(headers=HTMX, **sent)
                assert answer.status_code == 200, answer.text
            return len(counts.statements)

        yield press


def deeds(within, norte, token: str, hour: int) -> dict[str, Callable[[], dict[str, Any]]]:
    """What is sent to free a time, or to see whom one fits."""
    where = {"practitioner_id": norte.practitioners[0], "room_id": norte.rooms[0], "day": MORNING.date().isoformat()}
    gap = {"practitioner_id": norte.practitioners[0], "branch_id": norte.branch, "minutes": 30}

    def post(path: str, **fields: Any) -> dict[str, Any]:
        with within(norte):
            one = book(norte)
        data = {"csrf_token": token, "version": one.version, **fields}
        return {"method": "POST", "path": f"{APPOINTMENTS}/{one.id}/{path}", "data": data}

    return {
        "list": lambda: {"path": LIST},
        "fits": lambda: {"path": f"{LIST}/fits", "query_string": gap | {"starts_at": MORNING.isoformat()}},
        "gap": lambda: {"path": f"{APPOINTMENTS}/new", "query_string": where | {"time": "11:00"}},
        "cancel": lambda: post("cancellation", reason="patient"),
        "noshow": lambda: post("state", status="noshow"),
        "move": lambda: post("move", **where, time=f"{hour}:00", minutes=30),
    }


@pytest.mark.parametrize(
    ("deed", "nobody", "somebody"),
    [("list", 3, 3), ("fits", 1, 5), ("gap", 1, 5), ("cancel", 9, 13), ("noshow", 9, 13), ("move", 14, 18)],
)
def test_a_freed_time_costs_one_statement_more_and_four_where_somebody_may_want_it(
    press, within, norte, deed, nobody, somebody
) -> None:
    """One asks who may be meant. For any number of them the schedules, their kind, the calendar and what is taken are
    read once, to see whom it fits; the list costs what it does, however many stand on it."""
    assert press(deed) == nobody
    with within(norte):
        wait(norte)
    assert press(deed) == somebody
    with within(norte):
        for number in range(12):
            wait(norte, number % 2, urgent=number == 7)
    assert press(deed) == somebody
