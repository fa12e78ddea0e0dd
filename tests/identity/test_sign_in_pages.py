"""The sign-in page: what it shows, what it sets, where it leads."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from clinic_portal.app import create_app
from clinic_portal.blueprints.identity.own_paths import own_path
from clinic_portal.contexts.identity.rules import ACCOUNT
from tests.conftest import csrf_of
from tests.identity.conftest import Post
from tests.stand.cast import PASSWORD, RECEPTIONIST
from tests.stand.servers import Addresses
from tests.stand.settings import portal_settings


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie("session")
    assert found
    return found.value


def test_who_is_not_signed_in_is_led_to_the_door_and_back(app: Flask, post: Post) -> None:
    client = app.test_client()
    answer = client.get("/c/norte/settings?x=1")
    assert (answer.status_code, answer.location) == (303, "/login?next=/c/norte/settings?x%3D1")
    page = client.get(answer.location).text
    assert 'name="next"' in page
    assert 'value="/c/norte/settings?x=1"' in page
    entered = post(
        client, "/login", data={"email": RECEPTIONIST, "password": PASSWORD, "next": "/c/norte/settings?x=1"}
    )
    assert (entered.status_code, entered.location) == (303, "/c/norte/settings?x=1")
    assert client.get(entered.location).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "evil",
        "/a\nb",
        "",
        "javascript:x",
    ],
)
def test_the_way_back_stays_in_the_house(app: Flask, post: Post, address: str) -> None:
    answer = post(app.test_client(), "/login", data={"email": RECEPTIONIST, "password": PASSWORD, "next": address})
    assert answer.location == "/"
    assert own_path(address, "") == ""


def test_wrong_password_and_unknown_email_get_the_same_page(app: Flask, post: Post) -> None:
    pages = []
    for email in (RECEPTIONIST, "recepcion@nadie.example"):
        answer = post(app.test_client(), "/login", data={"email": email, "password": "no es la suya"})
        assert answer.status_code == 422
        assert "El correo o la contraseña no son correctos." in answer.text
        assert 'value="' + email in answer.text
        assert "no es la suya" not in answer.text
        neutral = re.sub(r'(name="csrf_token" value|name="csrf-token" content)="[^"]*"', "", answer.text)
        pages.append(neutral.replace(email, "EMAIL"))
    assert pages[0] == pages[1]


def test_an_empty_form_says_beside_each_field_what_is_missing(app: Flask, post: Post) -> None:
    answer = post(app.test_client(), "/login", data={"email": "", "password": ""})
    assert answer.status_code == 422
    assert "Escriba su correo." in answer.text
    assert "Escriba su contraseña." in answer.text


def test_too_many_tries_get_a_sentence(app: Flask, post: Post) -> None:
    client = app.test_client()
    for _try in range(ACCOUNT.burst):
        post(client, "/login", data={"email": RECEPTIONIST, "password": "no es la suya"})
    answer = post(client, "/login", data={"email": RECEPTIONIST, "password": PASSWORD})
    assert answer.status_code == 429
    assert "Espere un minuto" in answer.text


def test_signing_in_needs_the_pages_own_token(app: Flask) -> None:
    answer = app.test_client().post("/login", data={"email": RECEPTIONIST, "password": PASSWORD})
    assert answer.status_code == 400


def test_the_session_rotates_at_sign_in(app: Flask, post: Post) -> None:
    client = app.test_client()
    client.get("/login")
    planted = cookie(client)
    post(client, "/login", data={"email": RECEPTIONIST, "password": PASSWORD})
    assert cookie(client) != planted
    thief = app.test_client()
    thief.set_cookie("session", planted)
    assert thief.get("/me/sessions").status_code == 303
    with client.session_transaction() as kept:
        first = kept["_user_id"]
    post(client, "/login", token_of="/me/sessions", data={"email": RECEPTIONIST, "password": PASSWORD})
    with client.session_transaction() as kept:
        assert kept["_user_id"] != first


def test_signing_in_again_ends_the_older_session(app: Flask, post: Post) -> None:
    client = app.test_client()
    post(client, "/login", data={"email": RECEPTIONIST, "password": PASSWORD})
    stolen = cookie(client)
    post(client, "/login", token_of="/me/sessions", data={"email": RECEPTIONIST, "password": PASSWORD})
    thief = app.test_client()
    thief.set_cookie("session", stolen)
    assert thief.get("/me/sessions").status_code == 303


def test_signing_out_ends_the_session_for_a_copied_cookie_too(app: Flask, post: Post) -> None:
    client = app.test_client()
    post(client, "/login", data={"email": RECEPTIONIST, "password": PASSWORD})
    copied = cookie(client)
    answer = post(client, "/logout", token_of="/me/sessions")
    assert (answer.status_code, answer.location) == (303, "/login")
    thief = app.test_client()
    thief.set_cookie("session", copied)
    assert thief.get("/me/sessions").status_code == 303


def test_signing_out_twice_is_no_error(app: Flask, post: Post) -> None:
    assert post(app.test_client(), "/logout").location == "/login"


def test_signing_out_by_a_link_does_nothing(app: Flask, post: Post) -> None:
    client = app.test_client()
    post(client, "/login", data={"email": RECEPTIONIST, "password": PASSWORD})
    assert client.get("/logout").status_code == 405
    assert client.get("/me/sessions").status_code == 200


def test_the_cookie_says_nothing_about_the_person(app: Flask, post: Post) -> None:
    client = app.test_client()
    answer = post(client, "/login", data={"email": RECEPTIONIST, "password": PASSWORD})
    flags = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("session="))
    assert "HttpOnly" in flags
    assert "SameSite=Lax" in flags
    assert "Secure" not in flags
    with client.session_transaction() as kept:
        assert not {RECEPTIONIST, "Rosa Recepción"} & set(map(str, kept.values()))


def test_over_https_the_cookie_belongs_to_this_host_alone(
    addresses: Addresses, process_number: int, app: Flask
) -> None:
    settings = portal_settings(addresses, f"test_{process_number}", process_number)
    secure = create_app(settings.model_copy(update={"secure_cookies": True}))
    client = secure.test_client()
    page = client.get("/login", base_url="https://portal.example")
    data = {"email": RECEPTIONIST, "password": PASSWORD, "csrf_token": csrf_of(page.text)}
    headers = {"Referer": "https://portal.example/login"}
    answer = client.post("/login", data=data, base_url="https://portal.example", headers=headers)
    assert answer.status_code == 303
    flags = next(line for line in answer.headers.getlist("Set-Cookie") if "session=" in line)
    assert flags.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(flags.split("; "))
    assert "Domain" not in flags
