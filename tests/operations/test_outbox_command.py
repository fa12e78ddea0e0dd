"""`python -m clinic_portal outbox`."""

import pytest
from click.testing import CliRunner, Result
from flask.cli import ScriptInfo

from clinic_portal.cli.outbox import outbox
from tests.operations.conftest import SECRET


@pytest.fixture
def command(app, entries):
    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(outbox, arguments, obj=ScriptInfo(create_app=lambda: app))

    return invoke


def test_it_says_what_is_undone(command, entries):
    said = command().output
    assert "undone 1 (due 1" in said
    assert "dead 1" in said
    assert f"{entries['undone']}  clinic" in said
    assert f"{entries['dead']}  clinic" not in said
    assert SECRET not in said


def test_it_lists_the_dead(command, entries):
    said = command("--dead").output
    assert f"{entries['dead']}  clinic" in said
    assert "last failure NoListener: notifications.gone" in said


def test_it_retries_one(command, entries, state):
    assert "handed out again: 1" in command("--retry", str(entries["dead"])).output
    assert state(entries["dead"]) == (0, False)


def test_it_retries_all_dead(command, entries, state):
    assert "handed out again: 1" in command("--retry", "all").output
    assert state(entries["dead"]) == (0, False)


@pytest.mark.parametrize("wish", ["999999999", "some"])
def test_it_refuses_what_is_not_there(command, wish):
    outcome = command("--retry", wish)
    assert outcome.exit_code != 0
    assert "Traceback" not in outcome.output
