"""One's language: the browser's before signing in, one's own afterwards."""

import pytest
from flask import Flask

from tests.conftest import csrf_of
from tests.identity.conftest import Post
from tests.stand.cast import PASSWORD, RECEPTIONIST


def language(page: str) -> str:
    return page.partition('<html lang="')[2][:2]


@pytest.mark.parametrize(("wished", "given"), [("en-GB,en", "en"), ("es-MX", "es"), ("fr", "es"), ("", "es")])
def test_before_signing_in_the_browser_says(app: Flask, wished: str, given: str) -> None:
    page = app.test_client().get("/login", headers={"Accept-Language": wished}).text
    assert language(page) == given
    assert ("Entrar" if given == "es" else "Sign in") in page


def test_a_choice_before_signing_in_holds(app: Flask, post: Post) -> None:
    client = app.test_client()
    answer = post(client, "/me/language", data={"language": "en", "next": "/login"})
    assert answer.location == "/login"
    assert language(client.get("/login", headers={"Accept-Language": "es"}).text) == "en"


def test_ones_own_choice_goes_along_to_another_browser(app: Flask, browser_of) -> None:
    client = browser_of(RECEPTIONIST)
    page = client.get("/me/sessions").text
    assert language(page) == "es"
    client.post("/me/language", data={"csrf_token": csrf_of(page), "language": "en", "next": "/me/sessions"})
    assert language(client.get("/me/sessions").text) == "en"
    assert language(browser_of(RECEPTIONIST).get("/me/sessions").text) == "en"


def test_ones_own_choice_outweighs_what_the_browser_chose_before(app: Flask, post: Post) -> None:
    client = app.test_client()
    post(client, "/me/language", data={"language": "en"})
    post(client, "/login", data={"email": RECEPTIONIST, "password": PASSWORD})
    post(client, "/me/language", token_of="/me/sessions", data={"language": "es"})
    assert language(client.get("/me/sessions").text) == "es"


def test_an_unknown_language_is_refused(app: Flask, post: Post) -> None:
    assert post(app.test_client(), "/me/language", data={"language": "xx"}).status_code == 422


def test_a_choice_needs_the_pages_token(app: Flask) -> None:
    assert app.test_client().post("/me/language", data={"language": "en"}).status_code == 400
