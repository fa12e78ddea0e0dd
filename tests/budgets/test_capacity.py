"""What looking for a place reads: few buffers however long the clinic has been there; and what equipment costs."""

import json
from datetime import date, timedelta

from clinic_portal.contexts.agenda import locks, occupied
from clinic_portal.foundation.clock import at_local
from clinic_portal.foundation.work import work
from tests.agenda.capacity import book, kind, machine
from tests.budgets.counting import counting
from tests.budgets.test_buffers import DAYS, ZONE, years

__all__ = ["years"]


def plan_of(within, norte, statement, values):
    text, defaults = statement._text
    with within(norte), work() as session:
        driver = session.connection().connection.dbapi_connection
        row = driver.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {text}", {**defaults, **values})
        (plan,) = row.fetchone()[0]
    return plan["Plan"]


def test_what_is_busy_is_read_by_practitioner_and_by_room(years, within, norte) -> None:
    first = at_local(date(2031, 1, 1) + timedelta(days=DAYS // 2), 10 * 60, ZONE)
    until = first + timedelta(minutes=30)
    values = {
        "clinic_id": norte.id, "practitioner_id": norte.practitioners[0], "rooms": list(norte.rooms), "ignoring": 0,
        "first": first, "until": until, "since": first - occupied.LONGEST - occupied.BUFFER,
        "latest": until + occupied.BUFFER,
    }  # fmt: skip
    plan = plan_of(within, norte, occupied._BUSY, values)
    assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] <= 80
    assert "Seq Scan" not in json.dumps(plan)


def test_the_schedules_are_locked_by_their_key(years, within, norte) -> None:
    values = {
        "clinic_id": norte.id, "practitioner_id": norte.practitioners[0], "rooms": list(norte.rooms),
        "equipment": [], "branch_id": norte.branch,
    }  # fmt: skip
    plan = plan_of(within, norte, locks._LOOK, values)
    assert plan["Actual Rows"] == 3


def test_equipment_costs_a_booking_two_statements(within, norte, monkeypatch) -> None:
    with within(norte):
        echo, plain = kind(equipment_ids=(machine(norte).id,)).id, kind("Curas").id
        counted = []
        for later, type_id in ((24, plain), (48, echo)):
            with counting(monkeypatch) as counts:
                book(norte, later * 60, type_id=type_id)
            counted.append(len(counts.statements))
    assert counted[1] - counted[0] == 2
