"""What the list of recalls costs: few buffers however many were called and came in all the years before."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from clinic_portal.contexts.agenda.recalls import queries
from clinic_portal.contracts.agenda.recalls import FindRecalls, RecallsShown
from clinic_portal.foundation.clock import today
from tests.budgets.test_waiting_list import buffers_of

OVER, OPEN = 12_000, 600
MOST = {"open": 500, "patient": 500, "booked": 60, "over": 400}
"""Buffers of a page of fifty; the open ones with filters are looked through, the others are not."""
RECALLS = """
    INSERT INTO agenda.recall (clinic_id, patient_id, type_id, practitioner_id, branch_id, due, every_months, state,
        note, followed, contacted_by, message, created_at)
    SELECT %(clinic)s, %(patient)s, %(type)s, CASE WHEN number %% 3 = 0 THEN %(whom)s END, %(branch)s,
           current_date - 600 + number %% 500, 6, CASE WHEN number %% 2 = 0 THEN 'done' ELSE 'declined' END, '', '', '',
           'none', now()
    FROM generate_series(1, %(over)s) AS number"""
KINDS = """
    INSERT INTO agenda.appointment_type (clinic_id, name, minutes, hue)
    SELECT %(clinic)s, 'Tipo ' || number, 30, 1 FROM generate_series(1, %(open)s) AS number"""
DUE = """
    INSERT INTO agenda.recall (clinic_id, patient_id, type_id, branch_id, due, every_months, state, note, followed,
        contacted_by, message, created_at)
    SELECT %(clinic)s, %(patient)s, kind.id, %(branch)s, current_date - 300 + (kind.id %% 600)::int, 6,
           CASE WHEN kind.id %% 5 = 0 THEN 'contacted' ELSE 'due' END, '', '', '', 'none', now()
    FROM agenda.appointment_type AS kind WHERE kind.clinic_id = %(clinic)s AND kind.name LIKE 'Tipo %%'"""


@pytest.fixture
def years(norte, sur, addresses, app, process_number: int) -> None:
    """Two clinics with thousands of recalls that are over and hundreds that are due."""
    database = addresses.admin.rsplit("/", 1)[0] + f"/test_{process_number}"
    with psycopg.connect(database, autocommit=True) as connection:
        for house in (norte, sur):
            values = {
                "clinic": house.id, "patient": house.patients[0], "type": house.visit, "whom": house.practitioners[0],
                "branch": house.branch, "over": OVER, "open": OPEN,
            }  # fmt: skip
            for statement in (RECALLS, KINDS, DUE):
                connection.execute(statement, values)
        connection.execute("VACUUM ANALYZE agenda.recall")


def asked(norte) -> dict[str, tuple[Any, dict[str, object]]]:
    """Statements of the list with what they are given."""
    soon = today("Europe/Madrid") + timedelta(days=30)
    far = soon + timedelta(days=9_000)
    wanted = {
        "open": FindRecalls(until=soon),
        "patient": FindRecalls(until=far, patient_id=norte.patients[0]),
        "booked": FindRecalls(until=far, shown=RecallsShown.BOOKED),
        "over": FindRecalls(until=far, shown=RecallsShown.OVER),
    }
    clinic = {"clinic_id": norte.id}
    return {name: (queries.LISTS[query.shown], clinic | queries.list_values(query)) for name, query in wanted.items()}


@pytest.mark.parametrize("plan", ["custom", "generic"])
def test_a_page_costs_its_rows_and_what_is_over_costs_nothing(years, within, norte, plan: str) -> None:
    with within(norte):
        found = {name: buffers_of(*what, plan) for name, what in asked(norte).items()}
    assert {name: buffers for name, (buffers, _) in found.items() if buffers > MOST[name]} == {}
    assert [name for name, (_, text) in found.items() if "Seq Scan" in text] == []
    assert "ix_recall_open" in found["open"][1]
