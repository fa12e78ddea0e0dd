"""One row of the grid, changed cell by cell or as a whole: what is sent, what is refused, what two admins see."""

import re

import pytest

from clinic_portal.contracts.catalogs import CatalogsContract, NoteUse
from clinic_portal.foundation.directory import find
from tests.catalogs.shelf_of_procedures import GRID, HTMX, PROCEDURES, fill_procedures, row_of
from tests.catalogs.terms import laid
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, DOCTOR, STRANGER


@pytest.fixture
def admin(app, browser_of):
    fill_procedures(app)
    client = browser_of(ADMIN)
    token = csrf_of(client.get("/c/norte/catalogs").text)
    client.send = lambda path, headers=HTMX, **data: client.post(
        path, data={"csrf_token": token, **data}, headers=headers
    )
    return client


@pytest.fixture
def cleaning(admin, within, norte):
    with within(norte):
        return row_of(find(CatalogsContract), "D1110")


@pytest.fixture
def stands(within, norte, cleaning):
    def ask():
        with within(norte):
            return find(CatalogsContract).arranged(PROCEDURES, cleaning.id)

    return ask


def test_it_works(admin, cleaning):
    page = admin.get(f"{GRID}/{cleaning.id}").text
    assert "Limpieza dental" in page
    assert "D1110" in page
    assert admin.get(f"{GRID}/{cleaning.id}/row").text.lstrip().startswith("<tbody")


def test_it_needs_the_permission(cleaning, browser_of):
    assert browser_of(DOCTOR).get(f"{GRID}/{cleaning.id}").status_code == 403


def test_another_clinic_gets_404(cleaning, browser_of, admin):
    assert browser_of(STRANGER).get(f"{GRID}/{cleaning.id}").status_code == 404
    assert admin.get(f"{GRID}/999999").status_code == 404


@pytest.mark.parametrize("typed", ["45,50", "45.50", "45,5", "45,50 €", "EUR 45.50"])
def test_a_price_is_read_however_it_is_written(admin, cleaning, stands, typed):
    answer = admin.send(f"{GRID}/{cleaning.id}", price=typed, version=0)
    assert answer.status_code == 200
    assert "45,50" in answer.text
    assert str(stands().arrangement.price) == "45.50"


@pytest.mark.parametrize("typed", ["45,505", "45.505", "1.250", "-3", "gratis", "1e3", "٣"])
def test_a_price_that_is_none_or_could_be_two_is_refused_with_a_sentence(admin, cleaning, stands, typed):
    answer = admin.send(f"{GRID}/{cleaning.id}", price=typed, version=0)
    assert answer.status_code == 422
    assert "dos decimales como mucho" in answer.text
    assert f'value="{typed}"' in answer.text
    assert stands().version == 0


def test_thousands_are_read_where_nothing_is_in_doubt(admin, cleaning, stands):
    admin.send(f"{GRID}/{cleaning.id}", price="1.250,75", version=0)
    assert str(stands().arrangement.price) == "1250.75"


@pytest.mark.parametrize(
    ("name", "typed"), [("minutes", "0"), ("minutes", "1441"), ("position", "x"), ("minutes", "²")]
)
def test_numbers_have_their_bounds(admin, cleaning, name, typed):
    assert admin.send(f"{GRID}/{cleaning.id}", **{name: typed}, version=0).status_code == 422


def test_one_cell_leaves_the_others_as_they_are(admin, cleaning, stands):
    admin.send(f"{GRID}/{cleaning.id}", alias="Profilaxis", version=0)
    answer = admin.send(f"{GRID}/{cleaning.id}", favourite="1", version=stands().version)
    over = stands().arrangement
    assert (over.alias, over.favourite, over.visible, over.price) == ("Profilaxis", True, True, None)
    assert 'hx-target="#toasts"' in answer.text
    assert "row-saved" in answer.headers["HX-Trigger"]


def test_a_late_cell_shows_both_texts_and_can_still_be_saved(admin, cleaning, within, norte, stands):
    with within(norte):
        find(CatalogsContract).arrange(laid(PROCEDURES, cleaning.id, alias="De ellos"))
    late = admin.send(f"{GRID}/{cleaning.id}", alias="Lo mío", version=0)
    assert late.status_code == 409
    assert 'value="Lo mío"' in late.text
    assert "De ellos" in late.text
    assert stands().arrangement.alias == "De ellos"
    version = re.search(r'data-version="(\d+)"', late.text)[1]
    assert admin.send(f"{GRID}/{cleaning.id}", alias="Lo mío", version=version).status_code == 200
    assert stands().arrangement.alias == "Lo mío"


def test_a_late_form_takes_theirs_field_by_field(admin, cleaning, within, norte):
    with within(norte):
        find(CatalogsContract).arrange(laid(PROCEDURES, cleaning.id, alias="De ellos", price="61"))
    whole = {"whole": "1", "visible": "y", "version": "0"}
    late = admin.send(f"{GRID}/{cleaning.id}", alias="Lo mío", price="70", **whole)
    assert late.status_code == 409
    taken = admin.send(f"{GRID}/{cleaning.id}", alias="Lo mío", price="70", take="price", **whole)
    assert 'value="61,00"' in taken.text
    assert 'value="Lo mío"' in taken.text


def test_the_same_without_scripts(admin, cleaning, stands):
    answer = admin.send(f"{GRID}/{cleaning.id}?version=0", headers={}, visible="0", filter="visible")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/procedures/arrangement?filter=visible")
    assert not stands().arrangement.visible
    assert "Oculto: Limpieza dental" in admin.get(answer.headers["Location"]).text


def test_reset_leaves_nothing(admin, cleaning, stands):
    admin.send(f"{GRID}/{cleaning.id}", alias="Profilaxis", version=0)
    admin.send(f"{GRID}/{cleaning.id}", reset="1", version=stands().version)
    assert stands().badge.value == "global"


def test_hiding_what_is_used_asks_first_and_says_where(admin, cleaning, within, norte, stands):
    with within(norte):
        find(CatalogsContract).note_use(NoteUse(kind=PROCEDURES, term_ids=(cleaning.id,), place="charts", times=3))
    asked = admin.send(f"{GRID}/{cleaning.id}", visible="0", version=0)
    assert "Usado 3 veces" in asked.text
    assert "historias" in asked.text
    assert asked.headers["HX-Retarget"] == "#panel-body"
    assert stands().arrangement.visible
    admin.send(f"{GRID}/{cleaning.id}", visible="0", version=0, sure="1")
    assert not stands().arrangement.visible
