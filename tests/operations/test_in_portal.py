"""A command ends with a sentence, whatever goes wrong."""

import pytest
from click.testing import CliRunner, Result
from flask.cli import ScriptInfo

from clinic_portal.cli.create_clinic import create_clinic
from clinic_portal.cli.outbox import outbox


def invoke(app, command, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, obj=ScriptInfo(create_app=lambda: app))


@pytest.mark.parametrize(
    ("slug", "sentence"), [("norte", "Another clinic already has this short name."), ("No Good", "slug: ")]
)
def test_a_refusal_is_a_sentence(app, slug, sentence):
    outcome = invoke(app, create_clinic, slug, "Clínica")
    assert outcome.exit_code == 1
    assert sentence in outcome.output


def test_a_server_that_does_not_answer_is_a_sentence(app, monkeypatch):
    closed = app.config["SETTINGS"].model_copy(update={"database_operator_url": "postgresql://x:y@127.0.0.1:9/none"})
    monkeypatch.setitem(app.config, "SETTINGS", closed)
    outcome = invoke(app, outbox)
    assert outcome.exit_code == 1
    assert "PostgreSQL does not answer" in outcome.output


def test_a_portal_without_the_operators_address_says_so(app, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", app.config["SETTINGS"].model_copy(update={"database_operator_url": ""}))
    outcome = invoke(app, outbox)
    assert outcome.exit_code == 1
    assert "DATABASE_OPERATOR_URL" in outcome.output
