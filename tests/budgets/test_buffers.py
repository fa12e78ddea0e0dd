"""The day's statement under the app's own role: by its index, and few buffers however many appointments there are."""

import json
from datetime import date, timedelta

import psycopg
import pytest

from clinic_portal.contexts.agenda import queries, spans
from clinic_portal.foundation.clock import at_local
from clinic_portal.foundation.work import work
from tests.stand.servers import Addresses

ZONE = "Europe/Madrid"
DAYS, A_DAY = 200, 20


@pytest.fixture
def years(norte, sur, addresses: Addresses, app, process_number: int) -> None:
    """Two clinics with twenty appointments a day."""
    database = addresses.admin.rsplit("/", 1)[0] + f"/test_{process_number}"
    with psycopg.connect(database, autocommit=True) as connection:
        for house in (norte, sur):
            connection.execute(
                """INSERT INTO agenda.appointment (clinic_id, branch_id, practitioner_id, room_id, patient_id, type_id,
                                                   starts_at, ends_at, status, created_at, updated_at)
                   SELECT %s, %s, %s, %s, %s, %s, at, at + interval '30 min', 'booked', now(), now()
                   FROM generate_series(0, %s) AS day, generate_series(0, %s) AS slot,
                        LATERAL (SELECT timestamptz '2031-01-01 07:00+00' + day * interval '1 day'
                                        + slot * interval '30 min') AS place (at)""",
                (house.id, house.branch, house.practitioners[0], house.rooms[0], house.patients[0], house.visit,
                 DAYS - 1, A_DAY - 1),
            )  # fmt: skip
        connection.execute("VACUUM ANALYZE agenda.appointment, agenda.patient_card")


def test_a_day_reads_few_buffers_of_one_index(years, within, norte) -> None:
    statement, fixed = queries._DAY._text
    values = fixed | {
        "clinic_id": norte.id,
        "branch_id": norte.branch,
        "first": at_local(date(2031, 3, 1), 0, ZONE),
        "after": at_local(date(2031, 3, 2), 0, ZONE),
    }
    with within(norte):
        rows, buffers, text = explained(statement, values)
    assert rows == A_DAY
    assert buffers <= 80
    assert "ix_appointment_branch_id" in text


@pytest.mark.parametrize("kind", ["practitioner", "room"])
def test_a_week_reads_few_buffers_of_one_index(years, within, norte, kind) -> None:
    whose = {"practitioner": norte.practitioners, "room": norte.rooms}[kind][0]
    statement, fixed = spans.WEEKS[kind]._text
    values = fixed | {"clinic_id": norte.id, "whose": whose, **_edges(date(2031, 3, 3), 7)}
    with within(norte):
        rows, buffers, text = explained(statement, values)
    assert rows == 7 * A_DAY
    assert buffers <= 500
    assert f"ix_appointment_{kind}_id" in text


@pytest.mark.parametrize("kind", [None, "practitioner", "room"])
def test_a_month_is_added_up_from_one_index(years, within, norte, kind) -> None:
    whose = {"practitioner": norte.practitioners, "room": norte.rooms}.get(kind)
    values = {"clinic_id": norte.id, "branch_id": norte.branch, "time_zone": ZONE, **_edges(date(2031, 3, 3), 42)}
    with within(norte):
        statement, fixed = spans.LOADS[kind]._text
        rows, buffers, text = explained(statement, {**fixed, **values} | ({"whose": [whose[0]]} if whose else {}))
    assert rows == 42
    assert buffers <= 42 * A_DAY + 20
    assert "ix_appointment_" in text
    assert "Index Only Scan" in text or kind


def explained(statement: str, values: dict[str, object]) -> tuple[int, int, str]:
    """Rows, buffers and plan of a statement, as the app's own role runs it in the entered clinic."""
    with work() as session:
        driver = session.connection().connection.dbapi_connection
        row = driver.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", values)
        (plan,) = row.fetchone()[0]
    top = plan["Plan"]
    return top["Actual Rows"], top["Shared Hit Blocks"] + top["Shared Read Blocks"], json.dumps(plan)


def _edges(first: date, days: int) -> dict[str, object]:
    return {"first": at_local(first, 0, ZONE), "after": at_local(first + timedelta(days=days), 0, ZONE)}
