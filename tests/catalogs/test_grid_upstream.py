"""Changes of the shared catalog before the clinic's admin: both sides, and what is made of them."""

import re

import pytest

from clinic_portal.contracts.catalogs import CatalogsContract, ProcedureFacts
from clinic_portal.foundation.directory import find
from tests.catalogs.shelf_of_procedures import GRID, PROCEDURES, TERMS, fill_procedures, row_of
from tests.catalogs.terms import fill, laid
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN

UPSTREAM = "/c/norte/catalogs/procedures/upstream"


@pytest.fixture
def admin(app, within, norte, browser_of):
    """The clinic has a price for a cleaning and an extraction; then the shared catalog changes both."""
    fill_procedures(app)
    with within(norte):
        door = find(CatalogsContract)
        for code in ("D1110", "D7140"):
            door.arrange(laid(PROCEDURES, row_of(door, code).id, price="61"))
    changed = [
        term.model_copy(update={"names": {"es": "Limpieza dental profunda"}, "facts": ProcedureFacts(minutes=50)})
        for term in TERMS
        if term.code in {"D1110", "D7140"}
    ]
    fill(app, *changed, kind=PROCEDURES)
    client = browser_of(ADMIN)
    token = csrf_of(client.get("/c/norte/catalogs").text)
    client.send = lambda path, **data: client.post(path, data={"csrf_token": token, **data})
    return client


@pytest.fixture
def label(within, norte):
    def ask(code):
        with within(norte):
            return row_of(find(CatalogsContract), code).label

    return ask


def test_both_sides_are_shown_and_what_differs_is_marked(admin):
    page = admin.get(UPSTREAM).text
    assert "<ins>profunda</ins>" in page
    assert "<del>40</del>" in page
    assert "<ins>50</ins>" in page
    assert page.count('aria-labelledby="term-') == 2
    assert admin.get(f"{GRID}?filter=changed").text.count('<tbody class="term') == 2


def test_one_is_accepted_and_another_kept(admin, within, norte, label):
    with within(norte):
        cleaning, extraction = (row_of(find(CatalogsContract), code).id for code in ("D1110", "D7140"))
    assert admin.send(UPSTREAM, settlement="accept", term_id=cleaning).status_code == 303
    assert admin.send(UPSTREAM, settlement="keep", term_id=extraction).status_code == 303
    assert label("D1110") == "Limpieza dental profunda"
    assert label("D7140") == "Extracción simple"
    assert 'class="empty"' in admin.get(UPSTREAM).text


def test_all_are_settled_at_once(admin, label):
    admin.send(UPSTREAM, settlement="keep", everything="1")
    assert (label("D1110"), label("D7140")) == ("Limpieza dental", "Extracción simple")


@pytest.mark.parametrize("sent", [{}, {"settlement": "burn", "everything": "1"}, {"settlement": "keep"}])
def test_half_a_wish_says_what_is_missing(admin, sent):
    assert admin.send(UPSTREAM, **sent).status_code == 422


def test_what_changed_again_after_it_was_seen_is_not_settled_unseen(admin, app, label):
    seen = re.findall(r'name="seen" value="([\d.]+)"', admin.get(UPSTREAM).text)
    once_more = next(term for term in TERMS if term.code == "D1110")
    fill(app, once_more.model_copy(update={"names": {"es": "Otra limpieza"}}), kind=PROCEDURES)
    answer = admin.send(UPSTREAM, settlement="accept", everything="1", seen=seen)
    left = admin.get(answer.headers["Location"]).text
    assert left.count('aria-labelledby="term-') == 1
    assert "Otra" in left
    (term_id,) = re.findall(r'name="term_id" value="(\d+)"', left)
    told = admin.send(UPSTREAM, settlement="accept", term_id=term_id, seen=seen)
    assert "Ha vuelto a cambiar entretanto" in admin.get(told.headers["Location"]).text
    fresh = re.findall(r'name="seen" value="([\d.]+)"', admin.get(UPSTREAM).text)
    admin.send(UPSTREAM, settlement="accept", term_id=term_id, seen=fresh)
    assert 'class="empty"' in admin.get(UPSTREAM).text
