"""A part that all who see alike share is one look into Redis, everybody's own sight, and new as soon as it changed."""

import time

import pytest
from flask import Response
from flask.testing import FlaskClient
from flask_login import current_user

from clinic_portal.blueprints.catalogs.routes import terms
from clinic_portal.contracts.catalogs import CatalogKind, CatalogsContract, ImportTerm, ProcedureFacts, Star, TermQuery
from clinic_portal.contracts.clinics import ClinicsContract, EditProfile
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation.database import db
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.web import shared
from tests.budgets.counting import counting
from tests.catalogs.terms import fill, laid
from tests.stand.cast import ADMIN, BOTH, DOCTOR, RECEPTIONIST, STRANGER

PROCEDURES = "/c/norte/catalogs/procedures"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _procedures(app) -> None:
    """Two procedures with prices."""
    cleaning, filling = ({"es": "Limpieza", "en": "Cleaning"}, {"es": "Empaste", "en": "Filling"})
    fill(
        app,
        ImportTerm(code="P1", names=cleaning, facts=ProcedureFacts(minutes=30, price="45.00")),
        ImportTerm(code="P2", names=filling, facts=ProcedureFacts(minutes=60, price="60.00")),
        kind=CatalogKind.PROCEDURES,
    )


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The parts that were drawn."""
    parts: list[str] = []
    draw = terms._draw

    def noted(*asked):
        parts.append("part")
        return draw(*asked)

    monkeypatch.setattr(terms, "_draw", noted)
    return parts


def seen(browser: FlaskClient, path: str = PROCEDURES, **headers: str) -> str:
    answer = browser.get(path, headers=HTMX | headers)
    assert answer.status_code == 200
    return answer.text


@pytest.fixture
def desk(browser_of, woken) -> FlaskClient:
    """A receptionist who has just looked at the procedures."""
    browser = browser_of(RECEPTIONIST)
    seen(browser)
    woken.clear()
    return browser


def test_a_warm_part_wakes_no_page_and_is_one_command(browser_of, woken, monkeypatch):
    desk = browser_of(RECEPTIONIST)
    first = desk.get(PROCEDURES, headers=HTMX)
    woken.clear()
    with counting(monkeypatch) as counts:
        again = desk.get(PROCEDURES, headers=HTMX)
    assert (woken, counts.statements, counts.commands) == ([], [], ["MGET"])
    assert (again.status_code, again.data) == (200, first.data)
    assert again.headers.pop("X-Request-Id") != first.headers.pop("X-Request-Id")
    assert dict(again.headers) == dict(first.headers)


def test_a_colleague_signs_in_and_is_given_what_was_drawn(desk, browser_of, drawn, woken):
    page = seen(desk)
    assert seen(browser_of(RECEPTIONIST)) == page
    assert (drawn, woken[-1:]) == ([], ["page"])


def test_everybody_sees_with_their_own_eyes(desk, browser_of):
    pages = [seen(desk), seen(browser_of(DOCTOR)), seen(browser_of(ADMIN))]
    assert ["45" in page for page in pages] == [True, False, True]
    assert [seen(desk), seen(browser_of(DOCTOR)), seen(browser_of(ADMIN))] == pages


def test_whose_eyes_an_admin_asks_for_is_their_own_page(desk, browser_of):
    admin = browser_of(ADMIN)
    seen(admin)
    assert "45" not in seen(admin, f"{PROCEDURES}?as=doctor")
    assert "45" in seen(desk, f"{PROCEDURES}?as=doctor")


def test_a_star_is_its_givers_alone(app, norte, desk, browser_of, drawn):
    with app.app_context(), inside(norte.id):
        door = find(CatalogsContract)
        term = door.terms(TermQuery(kind=CatalogKind.PROCEDURES)).terms[0]
        door.star(Star(kind=CatalogKind.PROCEDURES, term_id=term.id, user_id=1))
    assert 'aria-pressed="true"' in seen(desk)
    other = browser_of(BOTH)
    assert 'aria-pressed="true"' not in seen(other)
    drawn.clear()
    assert 'aria-pressed="true"' in seen(desk)
    assert 'aria-pressed="true"' not in seen(other)
    assert drawn == []


def test_a_language_is_its_own(desk):
    assert "Precio" in seen(desk)
    desk.set_cookie("language", "en")
    assert "Price" in seen(desk)
    desk.set_cookie("language", "es")
    assert "Precio" in seen(desk)


def test_a_change_shows_at_once_and_nobody_elses_page_wakes(app, norte, desk, browser_of, woken):
    other = browser_of(STRANGER)
    seen(other, "/c/sur/catalogs/procedures")
    with app.app_context(), inside(norte.id):
        door = find(CatalogsContract)
        term = door.terms(TermQuery(kind=CatalogKind.PROCEDURES)).terms[0]
        door.arrange(laid(CatalogKind.PROCEDURES, term.id, alias="Como la llamamos"))
    woken.clear()
    assert "Como la llamamos" not in seen(other, "/c/sur/catalogs/procedures")
    assert woken == []
    assert "Como la llamamos" in seen(desk)


def test_a_change_of_the_house_shows_at_once(app, norte, desk):
    with app.app_context(), inside(norte.id):
        clinic = find(ClinicsContract).directory().clinic
        told = {name: getattr(clinic, name) for name in EditProfile.model_fields if hasattr(clinic, name)}
        find(ClinicsContract).edit_profile(EditProfile.model_validate({**told, "currency": "USD"}))
    assert "US$" in seen(desk)


def test_whoever_signs_out_is_asked_to_sign_in_at_once(app, desk):
    with app.app_context():
        identity = find(IdentityContract)
        (session,) = identity.sessions(1, "")
        identity.end_other_session(1, session.handle)
    assert desk.get(PROCEDURES, headers=HTMX).status_code == 401


def test_a_stranger_is_refused_what_is_warm(desk, browser_of):
    assert browser_of(STRANGER).get(PROCEDURES, headers=HTMX).status_code == 404
    assert desk.application.test_client().get(PROCEDURES, headers=HTMX).status_code == 401


def test_a_whole_page_is_never_shared(desk, browser_of, woken):
    page = desk.get(PROCEDURES).text
    assert "csrf" in page
    desk.get(PROCEDURES)
    assert woken == ["page", "page"]
    assert "csrf" not in seen(desk)


def test_a_visitor_is_admitted_anew_after_some_seconds(desk, woken, monkeypatch):
    late = time.monotonic() + shared.VISITOR_SECONDS + 1
    monkeypatch.setattr(time, "monotonic", lambda: late)
    seen(desk)
    assert woken == ["page"]


def test_a_drop_that_is_owed_wakes_the_page(app, norte, desk, woken):
    app.extensions["owed_drops"].add(f"version:catalogs:{norte.id}")
    seen(desk)
    assert woken == ["page"]


def test_without_redis_the_page_answers(desk, woken, without_redis):
    assert "Limpieza" in seen(desk)
    assert woken == ["page"]


def test_a_wiped_redis_wakes_the_page(app, desk, woken):
    app.extensions["redis_client"].flushdb()
    assert "Limpieza" in seen(desk)
    assert woken == ["page"]


def test_it_is_told_like_any_request(desk, caplog):
    with caplog.at_level("INFO"):
        seen(desk, **{"X-Request-Id": "given-by-the-proxy"})
    (line,) = (record.msg for record in caplog.records if record.name == "request")
    assert (line["route"], line["status"]) == ("/c/<clinic>/catalogs/<kind>", 200)
    assert line["request_id"] == "given-by-the-proxy"
    assert all(line[name] for name in ("clinic_id", "user_id", "trace_id"))


def test_what_is_drawn_cannot_look_at_the_visitor(desk, monkeypatch):
    monkeypatch.setattr(terms, "_draw", lambda *_asked: Response(current_user.name))
    assert desk.get(f"{PROCEDURES}?page=2", headers=HTMX).status_code == 500


def test_the_database_is_not_needed_for_a_warm_part(app, desk, woken):
    with app.app_context():
        db.engine.dispose()
    seen(desk)
    assert woken == []
