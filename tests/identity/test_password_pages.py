"""A forgotten password: the link works once, within an hour, and ends every session."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from clinic_portal.contexts.identity.models import AppUser
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events.tables import EventRow
from clinic_portal.foundation.tenancy import HOUSE, inside
from clinic_portal.foundation.work import work
from tests.conftest import csrf_of
from tests.identity.conftest import Post
from tests.stand.cast import PASSWORD, RECEPTIONIST

NEW = "otra frase bien larga"


def requested(app: Flask) -> list[dict[str, object]]:
    """What was published about resets."""
    with app.app_context(), inside(HOUSE), work() as session:
        return list(session.scalars(select(EventRow.payload).where(EventRow.name == "PasswordResetRequested")))


@pytest.fixture
def link(app: Flask, post: Post, identity: IdentityContract) -> str:
    """A link as the mail has it."""
    post(app.test_client(), "/password/forgotten", data={"email": RECEPTIONIST})
    (fact,) = requested(app)
    return f"/password/reset/{identity.reset_token(str(fact['reset_id']))}"


def choose(client: FlaskClient, link: str, password: str = NEW, repeated: str | None = None):
    token = csrf_of(client.get("/login").text)
    repeated = password if repeated is None else repeated
    return client.post(link, data={"csrf_token": token, "password": password, "repeated": repeated})


def sign_in(app: Flask, post: Post, password: str) -> int:
    return post(app.test_client(), "/login", data={"email": RECEPTIONIST, "password": password}).status_code


def test_known_and_unknown_get_the_same_answer(app: Flask, post: Post) -> None:
    pages = []
    for email in (RECEPTIONIST, "nadie@norte.example"):
        answer = post(app.test_client(), "/password/forgotten", data={"email": email})
        assert answer.status_code == 200
        body = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
        pages.append(body.replace(email, "EMAIL"))
    assert pages[0] == pages[1]
    assert [fact["email"] for fact in requested(app)] == [RECEPTIONIST]


def test_a_new_password_holds_and_the_old_one_does_not(app: Flask, post: Post, link: str) -> None:
    answer = choose(app.test_client(), link)
    assert (answer.status_code, answer.location) == (303, "/login")
    assert sign_in(app, post, PASSWORD) == 422
    assert sign_in(app, post, NEW) == 303


def test_every_session_ends(app: Flask, browser_of, link: str) -> None:
    browsers = [browser_of(RECEPTIONIST) for _browser in range(2)]
    choose(app.test_client(), link)
    assert [one.get("/me/sessions").status_code for one in browsers] == [303, 303]


def test_the_link_works_once(app: Flask, post: Post, link: str) -> None:
    choose(app.test_client(), link)
    assert app.test_client().get(link).status_code == 410
    assert choose(app.test_client(), link, "una tercera frase larga").status_code == 410
    assert sign_in(app, post, NEW) == 303


def test_programs_that_follow_links_use_nothing_up(app: Flask, link: str) -> None:
    for _visit in range(3):
        assert app.test_client().get(link).status_code == 200
        assert app.test_client().head(link).status_code == 200
    assert choose(app.test_client(), link).status_code == 303


def test_an_hour_later_the_link_is_too_old(app: Flask, link: str) -> None:
    with time_machine.travel(now() + timedelta(minutes=61), tick=False):
        assert app.test_client().get(link).status_code == 410
        answer = choose(app.test_client(), link)
    assert answer.status_code == 410
    assert "Pida uno nuevo." in answer.text


def test_a_newer_links_use_voids_the_older(app: Flask, post: Post, link: str, identity: IdentityContract) -> None:
    post(app.test_client(), "/password/forgotten", data={"email": RECEPTIONIST})
    newest = identity.reset_token(str(requested(app)[-1]["reset_id"]))
    choose(app.test_client(), f"/password/reset/{newest}")
    assert choose(app.test_client(), link).status_code == 410


@pytest.mark.parametrize("token", ["x", "e30.x", "InNvIg.AAAA"])
def test_a_forged_link_is_none(app: Flask, token: str) -> None:
    assert app.test_client().get(f"/password/reset/{token}").status_code == 410


def test_a_changed_link_is_none(app: Flask, link: str) -> None:
    # Not the last letter: some of its bits mean nothing in base64.
    changed = f"{link[:-6]}{'A' if link[-6] != 'A' else 'B'}{link[-5:]}"
    assert app.test_client().get(changed).status_code == 410


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("corta", "al menos 12 caracteres"),
        ("clinica-demo", "al menos 12 caracteres"),
        (RECEPTIONIST, "al menos 12 caracteres"),
        ("", "Escriba una contraseña nueva."),
    ],
)
def test_a_weak_password_is_refused_and_the_link_stays_good(
    app: Flask, link: str, password: str, sentence: str
) -> None:
    answer = choose(app.test_client(), link, password)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert choose(app.test_client(), link).status_code == 303


def test_both_fields_must_say_the_same(app: Flask, link: str) -> None:
    answer = choose(app.test_client(), link, NEW, "otra frase distinta")
    assert answer.status_code == 422
    assert "no coinciden" in answer.text


def test_a_change_is_a_fact_without_the_password(app: Flask, link: str) -> None:
    choose(app.test_client(), link)
    with app.app_context(), inside(HOUSE), work() as session:
        facts = session.execute(select(EventRow.name, EventRow.payload).order_by(EventRow.occurred_at)).all()
        user_id = session.scalar(select(AppUser.id).where(AppUser.email == RECEPTIONIST))
    assert facts[-1] == ("PasswordChanged", {"user_id": user_id})
    assert NEW not in str(facts)
