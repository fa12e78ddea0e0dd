"""The operator's commands that open clinics, register people and switch flags."""

from collections.abc import Callable

import psycopg
import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo

from clinic_portal.__main__ import commands
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from tests.conftest import csrf_of
from tests.stand.cast import PASSWORD

Run = Callable[..., Result]


@pytest.fixture
def run_command(app: Flask) -> Run:
    def invoke(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(commands, arguments, obj=ScriptInfo(create_app=lambda: app), input=typed)

    return invoke


def test_a_clinic_is_opened_and_a_person_works_in_it(app: Flask, run_command: Run) -> None:
    opened = run_command(
        "create-clinic", "este", "Clínica Este", "--time-zone", "America/Mexico_City", "--currency", "MXN"
    )
    assert opened.exit_code == 0, opened.output
    assert "Clínica Este is open at /c/este/agenda" in opened.output
    hired = run_command(
        "create-user",
        "eva@este.example",
        "Eva",
        "--clinic",
        "este",
        "--role",
        "admin",
        typed=f"{PASSWORD}\n{PASSWORD}\n",
    )
    assert hired.exit_code == 0, hired.output
    assert PASSWORD not in hired.output
    client = app.test_client()
    token = csrf_of(client.get("/login").text)
    client.post("/login", data={"csrf_token": token, "email": "eva@este.example", "password": PASSWORD})
    assert client.get("/").location == "/c/este/agenda"
    assert client.get("/c/este/settings").status_code == 200


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("create-clinic", "norte", "Otra"), "Another clinic already has this short name."),
        (("create-clinic", "Norte!", "Otra"), "slug"),
        (("create-clinic", "este", "Otra", "--time-zone", "Marte"), "IANA"),
        (("create-user", "x@este.example", "X", "--password", "corta"), "at least 12 characters"),
        (("create-user", "recepcion@norte.example", "X", "--password", PASSWORD), "already registered"),
        (
            ("create-user", "x@este.example", "X", "--clinic", "nada", "--password", PASSWORD),
            "there is no clinic 'nada'",
        ),
        (("flag", "nada"), "We could not find that."),
        (("flag", "norte", "nada", "on"), "There is no feature of this name."),
        (("suspend-clinic", "nada", "porque sí"), "We could not find that."),
        (("suspend-clinic", "norte", ""), "reason"),
        (("reopen-clinic", "norte"), "This clinic is open already."),
        (("flag", "norte", "agenda.week-strip"), "say on or off"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run_command: Run, arguments: tuple[str, ...], sentence: str) -> None:
    answer = run_command(*arguments)
    assert answer.exit_code != 0
    assert sentence in answer.output
    assert "Traceback" not in answer.output


def test_nobody_is_registered_for_a_clinic_that_is_none(app: Flask, run_command: Run) -> None:
    run_command("create-user", "x@este.example", "X", "--clinic", "nada", "--password", PASSWORD)
    again = run_command("create-user", "x@este.example", "X", "--password", PASSWORD)
    assert again.exit_code == 0, again.output


def test_a_flag_is_switched_on_seen_and_switched_off(app: Flask, run_command: Run, norte) -> None:
    assert run_command("flag", "norte", "agenda.week-strip", "on").output == "agenda.week-strip is on\n"
    with app.app_context(), inside(norte.id):
        assert find(ClinicsContract).directory().flags == {"agenda.week-strip"}
    assert run_command("flag", "norte").output == "agenda.week-strip is on\n"
    assert run_command("flag", "sur").output == ""
    assert run_command("flag", "norte", "agenda.week-strip", "off").output == ""


def test_a_clinic_is_suspended_reopened_and_both_stand_in_the_record(app: Flask, run_command: Run) -> None:
    assert run_command("suspend-clinic", "norte", "No paga").output == "norte is suspended\n"
    with app.app_context():
        assert find(ClinicsContract).find_clinic("norte") is None
    assert run_command("reopen-clinic", "norte").output == "norte is open\n"
    reopened, suspended = run_command("record", "--last", "2").output.splitlines()
    assert "clinic.reopen clinic 1" in reopened
    assert '"reason": "No paga"' in suspended
    assert run_command("record", "--verify").output.startswith("5 entries, all as they were written")


def test_a_changed_record_is_found(app: Flask, run_command: Run) -> None:
    with psycopg.connect(app.config["SETTINGS"].database_owner_url) as link:
        link.execute("ALTER TABLE operations.deed DISABLE TRIGGER append_only")
        link.execute("UPDATE operations.deed SET actor = 'nobody' WHERE number = 2")
    answer = run_command("record", "--verify")
    assert answer.exit_code == 1
    assert "entry 2 is not what was written" in answer.output


def test_registering_a_person_is_recorded(run_command: Run) -> None:
    run_command("create-user", "x@este.example", "X", "--clinic", "norte", "--password", PASSWORD)
    said = run_command("record", "--last", "1").output
    assert "person.register clinic 1 x@este.example" in said
    assert PASSWORD not in said
