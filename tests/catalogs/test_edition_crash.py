"""A process that applies an edition is killed with SIGKILL in the middle; the next one goes on, and nothing is lost."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from clinic_portal.cli.cie import diseases
from clinic_portal.cli.import_diseases import bring_diseases
from clinic_portal.contracts.catalogs import CatalogKind, CatalogsContract, DiffQuery, EditionState, RowChange
from clinic_portal.foundation.directory import find
from tests.catalogs.editions import bring, counts, operator, stage, term
from tests.catalogs.terms import fill

ROOT = Path(__file__).parents[2]
DISEASES = CatalogKind.DISEASES
PATIENCE = 60


@pytest.fixture
def environment(addresses, process_number) -> dict[str, str]:
    """What a command needs to reach the test's own database."""
    return {
        **os.environ,
        **addresses.environment(f"test_{process_number}"),
        "REDIS_URL": f"{addresses.redis.rsplit('/', 1)[0]}/{process_number}",
        "CLINIC_PORTAL_HOME": addresses.home,
        "SECURE_COOKIES": "0",
    }


def command(environment, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "clinic_portal", *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def old(size: int):
    return tuple(term(f"C{n:05}", f"Término {n}") for n in range(size))


def new(size: int):
    """A third renamed, a tenth gone, and as many new ones."""
    kept = (term(f"C{n:05}", f"Término {n}{' bis' if n % 3 == 0 else ''}") for n in range(size) if n % 10)
    return (*kept, *(term(f"D{n:05}", f"Otro {n}") for n in range(size // 10)))


@contextmanager
def held(app, code: str) -> Iterator[None]:
    """Whoever comes to write this term waits, in the middle of its batch."""
    with psycopg.connect(app.config["SETTINGS"].database_operator_url) as link:
        link.execute("SELECT FROM catalogs.term WHERE code = %s FOR UPDATE", [code])
        yield


def wait_for(edition_id: int, door: CatalogsContract, rows: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while door.edition(edition_id).applied_rows < rows:
        assert time.monotonic() < deadline, "the command does not come forward"
        time.sleep(0.005)


def standing(app, code_system: str) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """All that the shared catalog and its history say, but for ids and times."""
    with psycopg.connect(app.config["SETTINGS"].database_operator_url) as link:
        terms = link.execute(
            "SELECT code, names, synonyms, facts, search, sort_key, retired_at IS NOT NULL, version"
            " FROM catalogs.term WHERE code_system = %s ORDER BY code",
            [code_system],
        ).fetchall()
        history = link.execute(
            "SELECT code, old.version, old.names, old.facts, old.retired FROM catalogs.term_history AS old"
            " JOIN catalogs.term ON term.id = old.term_id WHERE code_system = %s ORDER BY code, old.version",
            [code_system],
        ).fetchall()
    return terms, history


@pytest.mark.slow
def test_killed_in_the_middle_and_resumed_is_equal_to_never_killed(app, environment):
    size = 4000
    fill(app, *old(size))
    with app.app_context():
        door = operator(app)
        edition = stage(door, new(size))
        with held(app, f"C{size - 1:05}"):
            process = command(environment, "editions", "resume", str(edition.id), "--yes")
            wait_for(edition.id, door, 1000)
            process.send_signal(signal.SIGKILL)
            process.communicate()
        killed = door.edition(edition.id)
        assert (killed.state, killed.applied_rows) == (EditionState.APPLYING, 1000)
        assert killed.applied_rows == _written(door, edition.id)
        resumed = command(environment, "editions", "resume", str(edition.id), "--yes")
        said, _nothing = resumed.communicate(timeout=PATIENCE)
        assert resumed.returncode == 0, said
        done = door.edition(edition.id)
        assert (done.state, done.begun, counts(done)) == (EditionState.APPLIED, 2, counts(edition))
        bring(door, old(size), code_system="never-killed")
        bring(door, new(size), code_system="never-killed")
    assert standing(app, "icd-10") == standing(app, "never-killed")


def _written(door: CatalogsContract, edition_id: int) -> int:
    """How many terms say what the edition says, as the diff tells: they are marked in the batch that wrote them."""
    page = door.edition_diff(DiffQuery(edition_id=edition_id, what=RowChange.CHANGED, size=200))
    assert page.rows[0].applied
    with psycopg.connect(door._operator_url) as link:
        (count,) = link.execute(
            "SELECT count(*) FROM catalogs.edition_row AS line JOIN catalogs.term USING (code)"
            " WHERE line.edition_id = %s AND line.what <> 'same' AND term.code_system = 'icd-10'"
            " AND (term.names = line.after -> 'names' OR (line.what = 'retired' AND term.retired_at IS NOT NULL))",
            [edition_id],
        ).fetchone()
    return int(count)


@pytest.mark.slow
def test_a_whole_icd_10_is_staged_compared_and_applied_in_seconds(app):
    with app.app_context():
        door = find(CatalogsContract)
        assert bring_diseases().added == 14498
        rows = list(diseases())
        edited = [term(one.code, f"{one.names['es']} (revisada)") if n % 20 == 0 else one for n, one in enumerate(rows)]
        began = time.monotonic()
        edition = stage(door, edited[200:], fields=("names.es",))
        assert counts(edition) == (0, 715, 200, 13583)
        done = bring(door, edited[200:], fields=("names.es",))
        assert (done.state, done.applied_rows) == (EditionState.APPLIED, 915)
        assert time.monotonic() - began < 30


def test_a_command_says_how_far_it_is(app, environment):
    """Without a terminal the bars are their labels; the last line counts."""
    fill(app, *old(30))
    with app.app_context():
        edition = stage(operator(app), new(30))
    process = command(environment, "editions", "resume", str(edition.id), "--yes")
    said, _nothing = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    assert re.search(r"applied: 3 added, 9 changed, 3 retired, 18 unchanged; 15 of 15 written", said), said
