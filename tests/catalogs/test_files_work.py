"""Big files: a worker checks them with progress and applies them as one change, once, however often it is told."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import psycopg
import pytest
from flask import Flask
from sqlalchemy import select, update

from clinic_portal.contexts.catalogs.files.bringing import SMALL
from clinic_portal.contexts.catalogs.models import ClinicImport
from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import (
    Arrangement,
    ArrangeTerm,
    CatalogKind,
    CatalogsContract,
    GridQuery,
    ImportState,
    ImportTerm,
    NotReady,
    TermQuery,
)
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.events.consume import consume
from clinic_portal.foundation.events.tables import OutboxRow
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.work import work
from tests.architecture.tree import ROOT
from tests.catalogs.sheets import bring, counts, csv, exported

KIND = CatalogKind.DISEASES
MANY = SMALL + 700


@pytest.fixture
def door(app, norte):
    terms = tuple(ImportTerm(code=f"Q{n:05}", names={"es": f"Mal {n}"}) for n in range(MANY))
    with app.app_context():
        CatalogsService(app.config["SETTINGS"].database_operator_url).import_terms(KIND, "icd-10", terms)
        with inside(norte.id):
            yield find(CatalogsContract)


def renamed(rows: int = MANY, alias: str = "Mi mal") -> bytes:
    return csv("Código;Alias", *(f"Q{n:05};{alias} {n}" for n in range(rows)))


def work_off(norte) -> list[str]:
    """What a worker does with all that waits, twice over; the listeners that were told."""
    with work() as session:
        waiting = session.execute(select(OutboxRow.id, OutboxRow.listener).where(OutboxRow.done_at.is_(None))).all()
    for _ in range(2):
        for row in waiting:
            consume(norte.id, row.id)
    return [row.listener for row in waiting]


def aliases(door) -> int:
    """How many terms have one."""
    return door.terms(TermQuery(kind=KIND, text="mi mal", size=1)).total


def test_a_big_file_waits_for_a_worker_and_is_applied_once(door, norte):
    brought = bring(door, renamed(), KIND)
    assert (brought.state, brought.is_busy, brought.expected) == (ImportState.UPLOADED, True, MANY)
    assert work_off(norte) == ["catalogs.on_file_brought"]
    checked = door.get_import(brought.id)
    assert (checked.state, counts(checked)) == (ImportState.CHECKED, (0, MANY, 0, 0))
    assert len(checked.preview) == 50
    accepted = [door.apply_import(brought.id).state for _ in range(2)]
    assert accepted == [ImportState.APPLYING] * 2
    assert aliases(door) == 0
    assert work_off(norte) == ["catalogs.on_file_accepted"]
    applied = door.get_import(brought.id)
    assert (applied.state, aliases(door)) == (ImportState.APPLIED, MANY)
    assert [change.count for change in door.changes(KIND)] == [MANY]
    door.undo(applied.change_id)
    assert (aliases(door), door.get_import(brought.id).undone) == (0, True)


def test_the_progress_shows_while_a_file_is_checked(door, norte, monkeypatch):
    brought, seen = bring(door, renamed(), KIND), []

    def look(*_rest: object) -> None:
        with work() as session:
            found = session.execute(select(ClinicImport.state, ClinicImport.rows)).one()
        seen.append(tuple(found))

    monkeypatch.setattr("clinic_portal.contexts.catalogs.files.plan._unknown_procedures", lambda *_: (look(), ())[1])
    work_off(norte)
    assert seen[0] == ("checking", 1500)
    assert door.get_import(brought.id).rows == MANY


def test_a_big_file_with_one_fault_changes_nothing(door, norte):
    brought = bring(door, renamed() + b"\nZZ;x", KIND)
    work_off(norte)
    found = door.get_import(brought.id)
    assert (found.state, found.fault_count, found.faults[0].row) == (ImportState.FAULTY, 1, MANY + 2)
    with pytest.raises(NotReady):
        door.apply_import(brought.id)


def test_a_view_that_changed_since_is_checked_anew_and_told(door):
    brought = bring(door, renamed(3), KIND)
    row = door.grid(GridQuery(kind=KIND, text="q00001")).rows[0]
    door.arrange(ArrangeTerm(kind=KIND, term_id=row.id, arrangement=Arrangement(alias="Entretanto")))
    anew = door.apply_import(brought.id)
    assert (anew.state, anew.checked_anew) == (ImportState.CHECKED, True)
    assert "Entretanto" in {cell.before for one in anew.preview for cell in one.cells}
    assert aliases(door) == 0
    assert door.apply_import(brought.id).state is ImportState.APPLIED
    assert aliases(door) == 3


def test_a_change_that_the_file_does_not_touch_holds_nothing_up(door):
    brought = bring(door, renamed(3), KIND)
    row = door.grid(GridQuery(kind=KIND, text="q00009")).rows[0]
    door.arrange(ArrangeTerm(kind=KIND, term_id=row.id, arrangement=Arrangement(visible=False)))
    assert door.apply_import(brought.id).state is ImportState.APPLIED


def test_a_day_later_the_file_is_gone_and_what_it_said_stays(door):
    brought = bring(door, renamed(3), KIND)
    door.throw_away_files()
    assert door.get_import(brought.id).has_file
    with work() as session:
        session.execute(update(ClinicImport).values(made_at=now() - timedelta(hours=25)))
    door.throw_away_files()
    found = door.get_import(brought.id)
    assert (found.has_file, found.can_be_applied, counts(found)) == (False, False, (0, 3, 0, 0))
    with pytest.raises(NotReady):
        door.apply_import(brought.id)


def test_the_largest_catalog_goes_out_and_in_without_a_wait(door, norte):
    began = time.perf_counter()
    content = exported(door, KIND)
    brought = bring(door, content, KIND)
    work_off(norte)
    assert door.get_import(brought.id).unchanged == MANY
    assert time.perf_counter() - began < 20


Start = Callable[[str], subprocess.Popen[str]]


@pytest.fixture
def start(app: Flask) -> Iterator[Start]:
    """A process of the portal under test; all end with the test."""
    settings, running = app.config["SETTINGS"], []
    environment = os.environ | {
        "DATABASE_URL": settings.database_url,
        "DATABASE_RELAY_URL": settings.database_relay_url,
        "REDIS_URL": settings.redis_url,
        "SECRET_KEY": settings.secret_key.get_secret_value(),
        "CLINIC_PORTAL_HOME": str(settings.clinic_portal_home),
        "OUTBOX_LEASE_SECONDS": "3",
    }

    def launch(module: str) -> subprocess.Popen[str]:
        running.append(subprocess.Popen([sys.executable, "-m", module], cwd=ROOT, env=environment))
        return running[-1]

    yield launch
    for process in running:
        process.kill()
        process.wait()


def until(condition: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_leaves_nothing_half_imported(door, norte, app, start):
    """It is stopped where the change is noted and the rows are not: the next worker begins anew."""
    brought = bring(door, renamed(), KIND)
    start("workers.clockwork")
    worker = start("workers.worker")
    assert until(lambda: door.get_import(brought.id).state is ImportState.CHECKED)
    with psycopg.connect(app.config["SETTINGS"].database_owner_url) as owner:
        owner.execute("LOCK TABLE catalogs.clinic_term_override IN EXCLUSIVE MODE")
        door.apply_import(brought.id)
        assert until(lambda: held_up(app))
        worker.kill()
        worker.wait()
    assert (door.get_import(brought.id).state, aliases(door), door.changes(KIND)) == (ImportState.APPLYING, 0, ())
    start("workers.worker")
    assert until(lambda: door.get_import(brought.id).state is ImportState.APPLIED)
    assert (aliases(door), [change.count for change in door.changes(KIND)]) == (MANY, [MANY])


def held_up(app: Flask) -> bool:
    with psycopg.connect(app.config["SETTINGS"].database_owner_url) as owner:
        asked = (
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'catalogs.clinic_term_override'::regclass"
        )
        return owner.execute(asked).fetchone()[0] > 0
