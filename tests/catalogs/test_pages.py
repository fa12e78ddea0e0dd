"""The pages of catalogs: they work, they need the permission, another clinic gets 404."""

import pytest

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import CatalogKind, ImportTerm
from clinic_portal.contracts.identity import ROLE_PERMISSIONS, Role
from tests.catalogs.terms import fill, id_of, laid
from tests.stand.cast import RECEPTIONIST, STRANGER

PATHS = ["/c/norte/catalogs", *(f"/c/norte/catalogs/{kind.value}" for kind in CatalogKind)]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(filled, browser_of):
    return browser_of(RECEPTIONIST)


@pytest.mark.parametrize("path", PATHS)
def test_it_works(desk, path):
    assert desk.get(path).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_it_needs_the_permission(desk, monkeypatch, path):
    monkeypatch.setitem(ROLE_PERMISSIONS, Role.RECEPTIONIST, frozenset())
    assert desk.get(path).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_another_clinic_gets_404(app, browser_of, path):
    assert browser_of(STRANGER).get(path).status_code == 404


def test_a_word_that_is_no_catalog_is_404(desk):
    assert desk.get("/c/norte/catalogs/recipes").status_code == 404


def test_the_shelves_say_how_much_they_hold(desk):
    page = desk.get("/c/norte/catalogs").text
    assert "6 " in page
    assert page.count('class="card shelf"') == 5


def test_typing_brings_only_the_list(desk):
    answer = desk.get("/c/norte/catalogs/diseases?q=ASMA", headers=HTMX)
    assert answer.text.lstrip().startswith('<div id="terms">')
    assert "Asma predominantemente alérgica" in answer.text
    assert "Diabetes" not in answer.text
    assert "HX-Request" in answer.headers["Vary"]


def test_the_same_search_without_scripts_is_a_page(desk):
    page = desk.get("/c/norte/catalogs/diseases?q=asma").text
    assert "<html" in page
    assert 'value="asma"' in page
    assert "Diabetes" not in page


def test_a_search_without_result_says_so_and_shows_the_way_back(desk):
    page = desk.get("/c/norte/catalogs/diseases?q=%3Cb%3Exyz").text
    assert "&lt;b&gt;xyz" in page
    assert "<b>xyz" not in page


def test_a_catalog_without_terms_is_not_a_blank_page(desk):
    assert 'class="empty"' in desk.get("/c/norte/catalogs/allergens").text


def test_a_term_the_clinic_changed_carries_a_badge(desk, within, norte):
    door = CatalogsService()
    with within(norte):
        door.arrange(laid(CatalogKind.DISEASES, id_of(door, "J45"), alias="Pecho cerrado"))
    page = desk.get("/c/norte/catalogs/diseases").text
    assert "Pecho cerrado" in page
    assert page.count("badge accent") == 1


def test_a_page_beyond_the_last_shows_the_last(desk):
    assert "Asma" in desk.get("/c/norte/catalogs/diseases?page=99").text
    assert "Asma" in desk.get("/c/norte/catalogs/diseases?page=-1").text
    assert "Asma" in desk.get("/c/norte/catalogs/diseases?page=x").text
    assert desk.get("/c/norte/catalogs/diseases?q=" + "a" * 5000).status_code == 200


def test_a_long_catalog_has_a_pager_that_keeps_the_search(app, browser_of):
    fill(app, *(ImportTerm(code=f"A{n:02}", names={"es": f"Fiebre {n}"}) for n in range(60)))
    page = browser_of(RECEPTIONIST).get("/c/norte/catalogs/diseases?q=fiebre").text
    assert "1–50" in page
    assert "q=fiebre&amp;page=2" in page
