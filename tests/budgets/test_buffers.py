"""The day's statement under the app's own role: by its index, and few buffers however many appointments there are."""

import json
from datetime import date

import psycopg
import pytest

from clinic_portal.contexts.agenda import queries
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
    statement, _ = queries._DAY._text
    values = {
        "clinic_id": norte.id,
        "branch_id": norte.branch,
        "first": at_local(date(2031, 3, 1), 0, ZONE),
        "after": at_local(date(2031, 3, 2), 0, ZONE),
    }
    with within(norte), work() as session:
        driver = session.connection().connection.dbapi_connection
        row = driver.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", values)
        (plan,) = row.fetchone()[0]
    assert plan["Plan"]["Actual Rows"] == A_DAY
    assert plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"] <= 80
    assert "ix_appointment_branch_id" in json.dumps(plan)
