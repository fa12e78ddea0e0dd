"""Many rows at once, the list of changes, and taking them back."""

import re

import pytest

from clinic_portal.contracts.catalogs import CatalogsContract, GridQuery, NoteUse
from clinic_portal.foundation.directory import find
from tests.catalogs.shelf_of_procedures import GRID, HTMX, PROCEDURES, fill_procedures, row_of
from tests.catalogs.terms import laid
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN

CHANGES = "/c/norte/catalogs/procedures/changes"


@pytest.fixture
def door(app, within, norte):
    fill_procedures(app)
    with within(norte):
        yield find(CatalogsContract)


@pytest.fixture
def admin(door, browser_of):
    client = browser_of(ADMIN)
    token = csrf_of(client.get("/c/norte/catalogs").text)
    client.send = lambda path, headers=HTMX, **data: client.post(
        path, data={"csrf_token": token, **data}, headers=headers
    )
    return client


def hidden(door):
    return {row.code for row in door.grid(GridQuery(kind=PROCEDURES)).rows if not row.arrangement.visible}


def ids(door, *codes):
    return [row_of(door, code).id for code in codes]


def test_marked_rows_are_hidden_and_the_grid_comes_back(admin, door):
    answer = admin.send(GRID, deed="hide", term_id=ids(door, "M0010", "M0020"))
    assert hidden(door) == {"M0010", "M0020"}
    assert 'hx-target="#grid"' in answer.text
    assert "Ocultos: 2 términos" in answer.text


def test_all_that_are_found_are_meant_whatever_the_page(admin, door):
    admin.send(GRID, deed="hide", everything="1", q="M00")
    assert hidden(door) == {"M0010", "M0020"}
    admin.send(GRID, deed="show", everything="1", filter="hidden")
    assert hidden(door) == set()


@pytest.mark.parametrize(
    "sent", [{}, {"deed": "hide"}, {"deed": "burn", "term_id": "1"}, {"deed": "hide", "term_id": "x"}]
)
def test_nothing_marked_or_nothing_meant_says_so(admin, door, sent):
    answer = admin.send(GRID, **sent)
    assert answer.status_code == 422
    assert "Marque primero" in answer.text


def test_another_clinics_term_is_no_term(admin, door):
    assert admin.send(GRID, deed="hide", term_id="999999").status_code == 404


def test_hiding_used_ones_asks_first(admin, door):
    wanted = ids(door, "M0010", "M0020")
    door.note_use(NoteUse(kind=PROCEDURES, term_ids=(wanted[0],), place="charts"))
    asked = admin.send(GRID, deed="hide", term_id=wanted)
    assert asked.headers["HX-Retarget"] == "#panel-body"
    assert "Su clínica usa 1 de ellos" in asked.text
    assert hidden(door) == set()
    admin.send(GRID, deed="hide", term_id=wanted, sure="1")
    assert hidden(door) == {"M0010", "M0020"}


def test_without_scripts_one_comes_back_to_the_same_rows(admin, door):
    answer = admin.send(GRID, headers={}, deed="favour", term_id=ids(door, "D1110"), q="dental", sort="name")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("arrangement?q=dental&sort=name")


def test_a_change_is_taken_back_once(admin, door):
    admin.send(GRID, deed="hide", everything="1")
    assert len(hidden(door)) == 6
    change = re.search(r"changes/(\d+)/undoing", admin.get(CHANGES).text)[1]
    undone = admin.send(f"{CHANGES}/{change}/undoing")
    assert undone.status_code == 200
    assert "catalog-changed" in undone.headers["HX-Trigger"]
    assert hidden(door) == set()
    again = admin.send(f"{CHANGES}/{change}/undoing")
    assert again.status_code == 409
    assert again.headers["HX-Retarget"] == "#toasts"
    page = admin.get(CHANGES).text
    assert "Ada Admin" in page
    assert "undoing" not in page


def test_a_change_that_was_built_upon_is_not_taken_back(admin, door):
    cleaning = ids(door, "D1110")
    admin.send(GRID, deed="hide", term_id=cleaning)
    change = re.search(r"changes/(\d+)/undoing", admin.get(CHANGES).text)[1]
    door.arrange(laid(PROCEDURES, cleaning[0], alias="Profilaxis"))
    refused = admin.send(f"{CHANGES}/{change}/undoing", headers={})
    assert refused.status_code == 409
    assert "Profilaxis" in refused.text


def test_filters_say_how_many_and_sorting_turns_round(admin, door):
    door.arrange(laid(PROCEDURES, ids(door, "D1110")[0], favourite=True))
    page = admin.get(f"{GRID}?filter=favourites&sort=price").text
    assert page.count('<tbody class="term') == 1
    assert 'aria-sort="ascending"' in page
    assert "sort=price&amp;dir=down" in page
    assert 'class="empty"' in admin.get(f"{GRID}?filter=own").text
    assert admin.get(f"{GRID}?filter=x&sort=y&page=-7&dir=z&q={'a' * 3000}").status_code == 200
