"""Ten clinics become a thousand and ten thousand: what the day and the type-ahead of one of them then read.

All in one transaction of the owner that is rolled back: the added clinics are copies of some rows of the smallest one,
so it is the number of clinics that grows, and not what each of them has.
"""

import json
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import psycopg

from benchmarks.bench import Bench
from benchmarks.listening import Sent, listening
from benchmarks.prepare import SEARCHES
from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.patients import PatientsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.roles import APP
from clinic_portal.foundation.tenancy import inside

CLINICS = (1_000, 10_000)
PATIENTS, APPOINTMENTS = 10, 25
"""Of each added clinic."""
APART = 100_000_000
"""Between the ids of one added clinic and the next."""
TABLES = {
    "patients.patient": "id IN (SELECT patient_id FROM chosen)",
    "patients.patient_key": "patient_id IN (SELECT patient_id FROM chosen)",
    "agenda.patient_card": "patient_id IN (SELECT patient_id FROM chosen)",
    "agenda.appointment": "id IN (SELECT id FROM chosen_appointment)",
}
_SHIFTED = {"id", "patient_id", "session_key"}


def growth(bench: Bench) -> dict[str, Any]:
    """Statements, buffers and milliseconds by number of clinics; one statement each, or the run stops."""
    asked = {"B1": _sent(bench, _day), "B3": _sent(bench, _search)}
    with psycopg.connect(bench.ground.lord_url) as link:
        before = link.execute("SELECT count(*) FROM clinics.clinic").fetchone()[0]
        found, have = {f"{before} clinics": _read(bench, link, asked)}, before
        _choose(link)
        for many in CLINICS:
            _add(link, have, many)
            have = many
            found[f"{many} clinics"] = _read(bench, link, asked)
        link.rollback()
    with psycopg.connect(bench.ground.lord_url, autocommit=True) as link:
        link.execute(f"VACUUM ANALYZE {', '.join(TABLES)}")
    return found | {"statements": {number: len(sent) for number, sent in asked.items()}}


def _day(bench: Bench) -> None:
    find(AgendaContract).day(bench.scene.plan.branch_id, bench.scene.chosen.days[0])


def _search(_bench: Bench) -> None:
    find(PatientsContract).search(SEARCHES[0])


def _sent(bench: Bench, ask: Callable[[Bench], None]) -> list[Sent]:
    """What the warm door sends to PostgreSQL, beside the beginning and the end of its work."""
    with bench.app.app_context(), inside(bench.scene.plan.clinic_id):
        ask(bench)
        with listening() as sent:
            ask(bench)
    return sent


def _choose(link: psycopg.Connection[Any]) -> None:
    """What is copied, of the clinic with the fewest appointments; no trigger and no foreign key runs for a copy."""
    link.execute("SET LOCAL session_replication_role = replica")
    link.execute("""
        CREATE TEMPORARY TABLE smallest ON COMMIT DROP AS
        SELECT clinic_id FROM agenda.appointment GROUP BY 1 ORDER BY count(*) LIMIT 1""")
    link.execute(
        """CREATE TEMPORARY TABLE chosen ON COMMIT DROP AS
           SELECT patient_id FROM agenda.patient_card JOIN smallest USING (clinic_id) ORDER BY 1 LIMIT %s""",
        [PATIENTS],
    )
    link.execute(
        """CREATE TEMPORARY TABLE chosen_appointment ON COMMIT DROP AS
           SELECT id FROM agenda.appointment JOIN smallest USING (clinic_id) ORDER BY starts_at DESC LIMIT %s""",
        [APPOINTMENTS],
    )


def _add(link: psycopg.Connection[Any], first: int, last: int) -> None:
    for table, chosen in TABLES.items():
        names = [name for (name,) in link.execute(
            """SELECT column_name FROM information_schema.columns
               WHERE table_schema || '.' || table_name = %s AND is_generated = 'NEVER'""", [table]
        )]  # fmt: skip
        values = ", ".join(_copied(name) for name in names)
        link.execute(
            f"""INSERT INTO {table} ({", ".join(names)}) OVERRIDING SYSTEM VALUE
                SELECT {values} FROM {table} AS one JOIN smallest USING (clinic_id),
                     generate_series(%s::bigint, %s::bigint) AS number
                WHERE one.{chosen}""",
            [first, last - 1],
        )
        link.execute(f"ANALYZE {table}")


def _copied(name: str) -> str:
    if name == "clinic_id":
        return f"number + {APART}"
    return f"{name} + (number + 1::bigint) * {APART}" if name in _SHIFTED else name


def _read(bench: Bench, link: psycopg.Connection[Any], asked: dict[str, list[Sent]]) -> dict[str, Any]:
    """Under the app's own role, in the reference clinic, warm."""
    link.execute(f"SET LOCAL ROLE {APP}")
    link.execute(f"SET LOCAL app.clinic_id = '{bench.scene.plan.clinic_id}'")
    found = {number: _explained(link, sent) for number, sent in asked.items()}
    link.execute("RESET ROLE")
    return found


def _explained(link: psycopg.Connection[Any], sent: list[Sent]) -> dict[str, Any]:
    explained = [(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {text}", values) for text, values in sent]
    for _warm in range(2):
        plans = [link.execute(*one).fetchone() for one in explained]
    tops = [found[0][0]["Plan"] for found in plans]
    told = json.dumps(tops)
    return {
        "buffers": sum(one["Shared Hit Blocks"] + one["Shared Read Blocks"] for one in tops),
        "ms": round(median(_ms(link, sent) for _ in range(200)), 2),
        "whole_table_read": "Seq Scan" in told,
    }


def _ms(link: psycopg.Connection[Any], sent: list[Sent]) -> float:
    began = time.perf_counter()
    for text, values in sent:
        link.execute(text, values, prepare=True).fetchall()
    return (time.perf_counter() - began) * 1000
