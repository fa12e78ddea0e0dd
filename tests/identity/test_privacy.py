"""No log line carries an e-mail, a name, a password, a session's id or a link's token."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from clinic_portal.contracts.identity import CreateUser, IdentityContract
from tests.conftest import csrf_of
from tests.identity.conftest import HTMX, Post
from tests.identity.staffing import Office
from tests.stand.cast import ADMIN, PASSWORD, RECEPTIONIST

NEW = "otra frase bien larga"


def test_nothing_of_a_person_is_in_a_log_line(
    app: Flask,
    post: Post,
    identity: IdentityContract,
    caplog: pytest.LogCaptureFixture,
) -> None:
    email, name = "quirina@norte.example", "Quirina Apellido"
    identity.create_user(CreateUser(email=email, name=name, password=PASSWORD))
    client = app.test_client()
    post(client, "/login", data={"email": email, "password": "no es la suya"})
    post(client, "/login", data={"email": email, "password": PASSWORD})
    with client.session_transaction() as kept:
        session_id = kept["_user_id"]
    client.get("/me/sessions")
    client.get("/c/norte/settings")
    post(client, "/logout", token_of="/me/sessions")
    client.get("/me/sessions", headers=HTMX)
    post(client, "/password/forgotten", data={"email": email})
    token = identity.reset_token("019b0000-0000-7000-8000-000000000000")
    client.get(f"/password/reset/{token}")
    client.post("/login", data={"email": email, "password": PASSWORD})
    lines = caplog.text
    for private in (email, "quirina", name, "Apellido", PASSWORD, "no es la suya", session_id, token):
        assert private not in lines, private
    events = [record.msg["event"] for record in caplog.records if isinstance(record.msg, dict)]
    assert {"signed_in", "sign_in_refused", "request"} <= set(events)


def test_nothing_of_an_invitation_is_in_a_log_line(
    app: Flask, office: Office, post: Post, browser_of: Callable[[str], FlaskClient], caplog: pytest.LogCaptureFixture
) -> None:
    email, name = "quirina@correo.example", "Quirina Apellido"
    typed = {"email": email, "name": name, "role": "doctor", "language": "es"}
    answer = post(browser_of(ADMIN), "/c/norte/staff/invitations/new", token_of="/me/sessions", data=typed)
    assert answer.status_code == 303
    token, guest = office.token(), app.test_client()
    link = f"/invitations/{token}"
    post(guest, link, token_of=link, data={"name": name, "password": NEW, "repeated": "otra"})
    post(guest, link, token_of=link, data={"name": name, "password": NEW, "repeated": NEW})
    assert guest.get("/c/norte/agenda").status_code == 200
    lines = caplog.text
    for private in (email, "quirina", name, "Apellido", NEW, token, link):
        assert private not in lines, private
    assert "signed_in" in lines


def test_a_fault_in_the_middle_of_signing_in_tells_no_password(
    app: Flask, post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("clinic_portal.contexts.identity.commands.sign_in.open_session", broken)
    client = app.test_client()
    answer = post(client, "/login", data={"email": RECEPTIONIST, "password": PASSWORD})
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    lines = caplog.text
    assert "broken" in lines
    assert PASSWORD not in lines
    assert RECEPTIONIST not in lines
    assert csrf_of(client.get("/login").text)
