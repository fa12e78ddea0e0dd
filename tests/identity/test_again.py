"""A session ends while somebody works: they sign in where they are, and nothing that they typed is lost."""

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from clinic_portal.contracts.identity import IdentityContract
from tests.conftest import csrf_of
from tests.identity.conftest import HTMX
from tests.stand.cast import BOTH, PASSWORD, RECEPTIONIST

TYPED = {"given": "María <José>", "family": 'Núñez "Ñu"', "note": "dos\nlíneas", "idempotency_key": "k-1"}


def again(email: str = RECEPTIONIST, password: str = PASSWORD) -> dict[str, str]:
    return {"email": email, "password": password}


def ended(client: FlaskClient, identity: IdentityContract) -> FlaskClient:
    """The browser's session is over, and its cookie still there."""
    with client.session_transaction() as kept:
        identity.end_session(kept["_user_id"])
    return client


def hidden(page: str, form: str) -> dict[str, str]:
    """The hidden fields of a form, as a browser would send them."""
    body = page[page.index(f'id="{form}"') :]
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body[: body.index("</form>")])
    return {name: unescape(value) for name, value in pairs}


def unescape(text: str) -> str:
    for mark, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(mark, sign)
    return text


class TestInPlace:
    """With htmx: a dialog over the page."""

    def test_a_request_is_answered_with_the_form(self, browser_of, identity) -> None:
        client = ended(browser_of(RECEPTIONIST), identity)
        for answer in (client.get("/me/sessions", headers=HTMX), client.post("/me/sessions/others/end", headers=HTMX)):
            assert answer.status_code == 401
            assert answer.text.lstrip().startswith('<form id="sign-in-again-form"')
            assert "<html" not in answer.text

    def test_a_wrong_password_shows_the_form_again(self, browser_of, identity) -> None:
        client = ended(browser_of(RECEPTIONIST), identity)
        token = csrf_of(client.get("/me/sessions", headers=HTMX).text)
        data = {"csrf_token": token, **again(password="no es la suya")}
        answer = client.post("/login/again", data=data, headers=HTMX)
        assert answer.status_code == 422
        assert answer.text.lstrip().startswith('<form id="sign-in-again-form"')
        assert f'value="{RECEPTIONIST}"' in answer.text

    def test_the_same_person_goes_on_at_once_and_the_token_of_other_tabs_stays_good(self, browser_of, identity) -> None:
        client = browser_of(RECEPTIONIST)
        other_tab = csrf_of(client.get("/me/sessions").text)
        ended(client, identity)
        token = csrf_of(client.get("/me/sessions", headers=HTMX).text)
        answer = client.post("/login/again", data={"csrf_token": token, **again()}, headers=HTMX)
        assert answer.status_code == 204
        assert json.loads(answer.headers["HX-Trigger"])["signed-in"]["csrf_token"]
        form = {"csrf_token": other_tab, "language": "en", "next": "/me/sessions"}
        assert client.post("/me/language", data=form).status_code == 303

    def test_another_person_is_shown_before_anything_is_sent_in_their_name(self, browser_of, identity) -> None:
        client = browser_of(RECEPTIONIST)
        other_tab = csrf_of(client.get("/me/sessions").text)
        ended(client, identity)
        token = csrf_of(client.get("/me/sessions", headers=HTMX).text)
        answer = client.post("/login/again", data={"csrf_token": token, **again(BOTH)}, headers=HTMX)
        assert answer.status_code == 200
        assert "HX-Trigger" not in answer.headers
        assert "Ha entrado como Berta Ambas" in answer.text
        assert client.post("/me/language", data={"csrf_token": other_tab, "language": "en"}).status_code == 400
        agreed = client.post(
            "/login/again/resume",
            data={"csrf_token": csrf_of(answer.text)},
            headers={**HTMX, "X-CSRFToken": other_tab},
        )
        assert agreed.status_code == 204
        assert json.loads(agreed.headers["HX-Trigger"])["signed-in"]["csrf_token"]

    def test_with_no_cookie_left_the_page_says_whose_it_is(self, app: Flask, browser_of) -> None:
        client = browser_of(RECEPTIONIST)
        page = client.get("/me/sessions").text
        person = page.partition('<meta name="person" content="')[2].partition('"')[0]
        for email, status in ((RECEPTIONIST, 204), (BOTH, 200)):
            fresh = app.test_client()
            token = csrf_of(fresh.get("/me/sessions", headers=HTMX).text)
            headers = {**HTMX, "X-Person": person}
            answer = fresh.post("/login/again", data={"csrf_token": token, **again(email)}, headers=headers)
            assert answer.status_code == status

    def test_after_signing_out_in_another_tab_one_is_shown_as_well(self, browser_of) -> None:
        client = browser_of(RECEPTIONIST)
        client.post("/logout", data={"csrf_token": csrf_of(client.get("/me/sessions").text)})
        token = csrf_of(client.get("/me/sessions", headers=HTMX).text)
        answer = client.post("/login/again", data={"csrf_token": token, **again()}, headers=HTMX)
        assert answer.status_code == 200
        assert "Ha entrado como Rosa Recepción" in answer.text


class TestWithoutJavaScript:
    """A form that was sent is carried along."""

    def send(self, client: FlaskClient, **more: str) -> str:
        form = {**TYPED, "csrf_token": "old", "password": "secreto-de-otro", "New-Password": "x", **more}
        answer = client.post("/me/sessions/others/end?from=desk", data=form)
        assert answer.status_code == 401
        return answer.text

    def test_what_was_typed_is_sent_to_where_it_was_going(self, browser_of, identity) -> None:
        client = ended(browser_of(RECEPTIONIST), identity)
        page = self.send(client)
        assert "No se pierde nada de lo que escribió." in page
        assert "secreto-de-otro" not in page
        carried = hidden(page, "sign-in-again-form")
        assert "kept.password" not in carried
        assert "kept.csrf_token" not in carried
        go_on = client.post("/login/again", data={**carried, **again()})
        assert go_on.status_code == 200
        assert "como Rosa Recepción (recepcion@norte.example)" in go_on.text
        assert 'action="/me/sessions/others/end?from=desk"' in go_on.text
        sent = hidden(go_on.text, "go-on")
        assert {name: sent[name].replace("\r\n", "\n") for name in TYPED} == TYPED
        assert set(sent) == {*TYPED, "csrf_token"}
        assert client.post("/me/language", data={"csrf_token": sent["csrf_token"], "language": "es"}).status_code == 303

    def test_a_wrong_password_loses_nothing(self, browser_of, identity) -> None:
        client = ended(browser_of(RECEPTIONIST), identity)
        carried = hidden(self.send(client), "sign-in-again-form")
        answer = client.post("/login/again", data={**carried, **again(password="no es la suya")})
        assert answer.status_code == 422
        still = hidden(answer.text, "sign-in-again-form")
        assert {name: still[name] for name in carried if name != "csrf_token"} == {
            name: text for name, text in carried.items() if name != "csrf_token"
        }

    def test_another_person_sees_their_own_name_before_sending(self, browser_of, identity) -> None:
        client = ended(browser_of(RECEPTIONIST), identity)
        carried = hidden(self.send(client), "sign-in-again-form")
        answer = client.post("/login/again", data={**carried, **again(BOTH)})
        assert "como Berta Ambas (ambas@norte.example)" in answer.text

    def test_several_values_of_one_field_are_all_kept(self, browser_of, identity) -> None:
        client = ended(browser_of(RECEPTIONIST), identity)
        answer = client.post("/me/sessions/others/end", data={"another_person": ["1", "2"]})
        assert answer.text.count('name="kept.another_person"') == 2

    def test_nothing_goes_on_to_another_house(self, app: Flask) -> None:
        client = app.test_client()
        token = csrf_of(client.get("/login").text)
        forged = {"csrf_token": token, "kept_address": "https://evil.example/", "kept.x": "1", **again()}
        answer = client.post("/login/again", data=forged)
        assert (answer.status_code, answer.location) == (303, "/")

    @pytest.mark.parametrize(
        "said",
        [
            {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
        ],
    )
    def test_what_another_site_sent_is_not_offered_as_ones_own(self, app: Flask, said: dict[str, str]) -> None:
        answer = app.test_client().post("/c/norte/agenda/appointments", data={"note": "x"}, headers=said)
        assert answer.status_code == 401
        assert "kept" not in answer.text

    @pytest.mark.parametrize("said", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}])
    def test_what_this_site_sent_is_kept(self, app: Flask, said: dict[str, str]) -> None:
        answer = app.test_client().post("/c/norte/agenda/appointments", data={"note": "x"}, headers=said)
        assert 'name="kept.note" value="x"' in answer.text
