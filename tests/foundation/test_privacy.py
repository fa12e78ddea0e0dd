"""A whole morning, with its mishaps, and not one private word in log lines, metrics, traces or the outbox."""

from collections.abc import Callable

import psycopg
import pytest
from flask import Flask
from prometheus_client import generate_latest
from psycopg.errors import CheckViolation
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from clinic_portal.contexts.agenda.service import AgendaService
from clinic_portal.foundation.events.consume import consume
from clinic_portal.foundation.events.relay import claim
from clinic_portal.foundation.events.tables import OutboxRow
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.work import work
from tests.stand.cast import House
from tests.stand.listening import log_lines, said, spans
from tests.stand.morning import FAMILY, NOTE, PHONE, Morning, patient_in, private_parts

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def morning(app: Flask, norte: House) -> Morning:
    return Morning(app.test_client(), norte)


def send_all(app: Flask) -> None:
    """Relay and worker by hand, without waiting for what is held back."""
    settings = app.config["SETTINGS"]
    with psycopg.connect(settings.database_relay_url) as link:
        link.execute("UPDATE events.outbox SET next_at = now() WHERE done_at IS NULL")
        claims = claim(link, settings.outbox_lease_seconds, settings.outbox_max_attempts)
        link.commit()
    for one in claims:
        with app.app_context():
            consume(one.clinic_id, one.id)


def errors_of(app: Flask, house: House) -> list[str]:
    with app.app_context(), inside(house.id), work() as session:
        return [error for error in session.scalars(select(OutboxRow.last_error)) if error]


def whole_morning(app: Flask, morning: Morning) -> None:
    assert morning.sign_in().status_code == 303
    patient_id = patient_in(morning.register())
    assert FAMILY in morning.search().text
    assert morning.book(patient_id).status_code == 303
    send_all(app)
    assert morning.move(1, 1, "11:00").status_code == 303
    assert morning.book(patient_id, "11:00").status_code == 409
    send_all(app)
    assert morning.cancel(1, 2).status_code == 303
    assert morning.register().status_code == 409
    send_all(app)


def test_a_quiet_morning_says_who_and_where_and_nothing_private(app: Flask, morning: Morning, cast) -> None:
    with log_lines() as heard, spans() as seen:
        whole_morning(app, morning)
    assert private_parts(heard.text) == []
    assert private_parts(" ".join(said(span) for span in seen)) == []
    assert private_parts(generate_latest().decode()) == []
    requests = [line for line in heard.lines if line["event"] == "request" and "/c/<clinic>" in line["route"]]
    assert requests
    for line in requests:
        assert (line["clinic_id"], line["user_id"] is not None) == (cast.norte.id, True)
        assert line["request_id"]
        assert len(line["trace_id"]) == 32


def broken(error: Exception) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


FAULTS = {
    "a bug": ValueError(f"bad value {FAMILY}"),
    "a violated check": IntegrityError(
        "INSERT INTO patients.patient", {"family": FAMILY}, CheckViolation(f"Failing row contains ({FAMILY}, {PHONE}).")
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_page_and_its_line_keep_the_secret(
    app: Flask, morning: Morning, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    morning.sign_in()
    monkeypatch.setattr(AgendaService, "day", broken(FAULTS[fault]))
    with log_lines() as heard:
        answer = morning.see_agenda()
    assert answer.status_code == 500
    assert private_parts(answer.text.replace("recepcion@norte.example", "")) == []
    assert private_parts(heard.text) == []
    (line,) = [line for line in heard.lines if line["event"] == "fault"]
    assert type(FAULTS[fault]).__name__ in line["failure"]
    assert line["where"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_listener_that_fails_keeps_the_secret(
    app: Flask, morning: Morning, norte: House, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    morning.sign_in()
    known = app.extensions["subscriptions"].by_name
    name = "notifications.on_appointment_booked"
    monkeypatch.setitem(known, name, failing(known[name], FAULTS[fault]))
    with log_lines() as heard:
        morning.book(patient_in(morning.register()))
        send_all(app)
    assert len(errors_of(app, norte)) == 1
    assert private_parts(" ".join(errors_of(app, norte))) == []
    assert private_parts(heard.text) == []
    assert "listener_failed" in {line["event"] for line in heard.lines}


def failing(listener, error: Exception):
    return type(listener)(listener.name, listener.event, broken(error), listener.queue, listener.outside)


def test_the_statement_of_a_real_violation_shows_no_values(app: Flask, norte: House) -> None:
    """Not a made-up error: PostgreSQL's own about a row, through SQLAlchemy, into the text of the exception."""
    with app.app_context(), inside(norte.id), pytest.raises(IntegrityError) as caught:
        add_half_a_row()
    assert "parameters hidden" in str(caught.value)
    assert "[parameters: {" not in str(caught.value)


def add_half_a_row() -> None:
    with work() as session:
        session.add(OutboxRow(listener=NOTE))


def test_the_walls_around_the_logs_can_fail(app: Flask) -> None:
    """The negative control: a private word in a line is found."""
    with log_lines() as heard:
        app.logger.warning("about %s", FAMILY)
    assert private_parts(heard.text) == ["Zarandona", "Quiroga"]
