"""How PostgreSQL finds a patient while one types: by one range of one index, in few pages, in one statement."""

from collections.abc import Iterable, Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import Select, event

from clinic_portal.contexts.patients.queries import find_duplicates, list_patients, search_patients
from clinic_portal.contexts.patients.rules.keys import search_keys, search_text
from clinic_portal.contexts.patients.rules.words import asked_words, is_number
from clinic_portal.foundation.database import db
from clinic_portal.foundation.folding import sorting
from tests.patients.people import door

FAMILIES = ["garcia", "lopez", "perez", "ruiz", "nunez", "vega", "soler", "gil", "martin", "iglesias", "romero", "sanz"]
GIVENS = ["maria", "ana", "luis", "eva", "jose", "carmen", "pablo", "ines"]
BUFFERS = 60
PATIENT = (
    "clinic_id given family phone email sex document language notes search sort_key email_key document_key version"
)


def crowd(clinic_id: int, size: int) -> Iterator[tuple[Any, ...]]:
    """People whose names repeat, so that common words have many."""
    for number in range(size):
        given = GIVENS[number % len(GIVENS)]
        family = f"{FAMILIES[number // 8 % len(FAMILIES)]} {FAMILIES[number // 96 % len(FAMILIES)]}"
        phone = f"+346{clinic_id % 10}{number:07d}"
        found_by = (search_text(given, family, phone, ""), f"{sorting(family)}\t{sorting(given)}")
        yield (clinic_id, given, family, phone, "", "unknown", "", "es", "", *found_by, "", "", 1)


def words(rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for clinic_id, patient_id, given, family, phone, search in rows:
        for key in search_keys(given, family, phone, ""):
            yield clinic_id, patient_id, int(key.place), key.word, f"~{search}" if key.later else search


def pour(cursor: psycopg.Cursor[Any], table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} ({columns.replace(' ', ', ')}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


@pytest.fixture
def crowded(app, addresses, process_number, cast):
    """Norte with thousands, sur with some, as if they had been there for long."""
    admin = f"{addresses.admin.rsplit('/', 1)[0]}/test_{process_number}"
    # VACUUM calls a page visible to all only when the commits around it are on disk.
    with psycopg.connect(admin, options="-c synchronous_commit=on") as connection:
        cursor = connection.cursor()
        cursor.execute("TRUNCATE patients.patient_key")
        pour(cursor, "patients.patient", PATIENT, [*crowd(cast.norte.id, 6000), *crowd(cast.sur.id, 1500)])
        rows = cursor.execute("SELECT clinic_id, id, given, family, phone, search FROM patients.patient").fetchall()
        pour(cursor, "patients.patient_key", "clinic_id patient_id place key search", words(rows))
    with psycopg.connect(admin, autocommit=True, options="-c synchronous_commit=on") as connection:
        for table in ("patient", "patient_key"):
            connection.execute(f"VACUUM ANALYZE patients.{table}")
    return app


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for child in plan.get("Plans", ()) for node in nodes(child))]


@pytest.fixture
def explain(crowded, norte):
    """PostgreSQL's own account of a statement, under the app role: pages touched, and what was scanned how."""

    def ask(statement: Select[Any], values: dict[str, Any], generic: bool) -> tuple[int, set[str]]:
        with crowded.app_context():
            compiled = statement.compile(dialect=db.engine.dialect)
        with psycopg.connect(crowded.config["SETTINGS"].database_url, autocommit=True) as link:
            link.execute(f"BEGIN; SET LOCAL app.clinic_id = '{norte.id}'")
            mode = "force_generic_plan" if generic else "force_custom_plan"
            link.execute(f"SET LOCAL plan_cache_mode = {mode}")
            asked = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {compiled}"
            given = compiled.construct_params({"clinic_id": norte.id, **values})
            for _warm in range(2):
                found = link.execute(asked, given, prepare=True).fetchone()
        plan = found[0][0]["Plan"]
        scans = {f"{node['Node Type']} {node['Relation Name']}" for node in nodes(plan) if "Relation Name" in node}
        return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"], scans

    return ask


TYPED = ("g", "garc", "garcia", "maria", "maria g", "garcia lopez", "garcia maria lopez", "eva zzz", "6", "61", "0001")


def test_a_search_reads_few_pages_and_never_the_whole_table(explain):
    for text in TYPED:
        asked = asked_words(text)
        statement = search_patients.BY_NUMBER if is_number(asked[0]) else search_patients.BY_NAME
        for generic in (False, True):
            pages, scans = explain(
                statement, {**search_patients.limits(10), **search_patients.word_values(asked)}, generic
            )
            assert pages <= BUFFERS, (text, generic, pages)
            assert scans <= {"Index Only Scan patient_key", "Index Scan patient"}, (text, generic, scans)


def test_the_list_and_the_duplicates_read_indexes(explain):
    named = search_patients.word_values(("garcia", "maria"))
    probe = {"phone": "+34611111111", "email": "", "document": "", "sounds": ["garsia maria", "lopes maria"]}
    for statement, values, most in (
        (list_patients.EVERYBODY[0], {"size": 50, "skip": 100}, 250),
        (list_patients.BY_NAME[0], {"size": 50, "skip": 0, **named}, 1000),
        (find_duplicates.CANDIDATES, probe, 120),
    ):
        for generic in (False, True):
            pages, scans = explain(statement, values, generic)
            assert pages <= most
            assert not [scan for scan in scans if scan.startswith("Seq")], scans


def test_a_warm_search_is_one_statement(within, norte):
    sent: list[str] = []
    with within(norte):
        door().search("gar")

        @event.listens_for(db.engine, "before_cursor_execute")
        def note(_connection, _cursor, statement, *_rest):
            sent.append(statement)

        door().search("gar lop")
        door().search("622")
        event.remove(db.engine, "before_cursor_execute", note)
    assert [statement.split()[0] for statement in sent] == ["SELECT", "SELECT"]
