"""Forms about a clinic's users, sent as a browser sends them."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from clinic_portal.foundation.ids import new_id
from tests.conftest import csrf_of

NEW = "quirina@correo.example"


def send(client: FlaskClient, path: str, headers: dict[str, str] | None = None, **data: object) -> TestResponse:
    token = csrf_of(client.get("/me/sessions").text)
    return client.post(f"/c/norte{path}", data={"csrf_token": token, **data}, headers=headers)


def invite(client: FlaskClient, headers: dict[str, str] | None = None, **other: object) -> TestResponse:
    fields = {"email": NEW, "name": "Quirina Paz", "role": "doctor", "language": "es", "idempotency_key": new_id()}
    return send(client, "/staff/invitations/new", headers, **(fields | other))
