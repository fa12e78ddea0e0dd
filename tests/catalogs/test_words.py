"""Substances, classes, forms and practices are called by their names in the reader's language, everywhere."""

import pytest

from clinic_portal.contracts.catalogs import VOCABULARIES, CatalogKind, CatalogsContract, GridFilter, GridQuery
from clinic_portal.foundation.directory import find
from tests.catalogs.examples import shared
from tests.catalogs.sheets import apply, counts, csv, exported
from tests.catalogs.terms import fill
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN

CATALOGS = "/c/norte/catalogs"
WORDS = {
    "es": ("amoxicilina", "Penicilinas"),
    "en": ("amoxicillin", "Penicillins"),
}
MORE = {
    CatalogKind.MEDICATIONS: {"es": "cápsulas", "en": "capsules"},
    CatalogKind.ALLERGENS: {"es": "Cefalosporinas", "en": "Cephalosporins"},
}


@pytest.fixture
def door(app, within, norte):
    for kind in MORE:
        fill(app, *shared(kind), kind=kind)
    with within(norte):
        yield find(CatalogsContract)


@pytest.fixture
def admin(door, browser_of):
    client = browser_of(ADMIN)
    token = csrf_of(client.get(CATALOGS).text)
    client.send = lambda path, **data: client.post(path, data={"csrf_token": token, **data})
    return client


def own(door, kind):
    (row,) = door.grid(GridQuery(kind=kind, filter=GridFilter.OWN)).rows
    return row


@pytest.mark.parametrize("kind", MORE)
def test_the_list_and_the_details_say_names_in_the_readers_language(admin, door, kind):
    row_id = door.grid(GridQuery(kind=kind)).rows[0].id
    for page in (f"{CATALOGS}/{kind.value}", f"{CATALOGS}/{kind.value}/arrangement/{row_id}"):
        spanish = admin.get(page).text
        assert [word for word in (*WORDS["es"], MORE[kind]["es"]) if word not in spanish] == [], page


@pytest.mark.parametrize("kind", MORE)
def test_the_same_in_english(app, norte, browser_of, kind):
    fill(app, *shared(kind), kind=kind)
    admin = browser_of(ADMIN)
    admin.set_cookie("language", "en")
    english = admin.get(f"{CATALOGS}/{kind.value}").text
    assert [word for word in (*WORDS["en"], MORE[kind]["en"]) if word not in english] == []


def test_a_form_takes_names_of_either_language_and_shows_the_readers(admin, door):
    kind = CatalogKind.MEDICATIONS
    fields = {"ingredients": "Amoxicilina, clavulanic acid, Raíz de Ñame", "classes": "penicilinas", "form": "JARABE"}
    assert admin.send(f"{CATALOGS}/medications/own/new", name_es="Jarabe", **fields).status_code == 303
    row = own(door, kind)
    assert row.facts.ingredients == ("amoxicillin", "clavulanic-acid", "raiz-de-name")
    assert (row.facts.classes, row.facts.form) == (("penicillins",), "syrup")
    page = admin.get(f"{CATALOGS}/medications/own/{row.id}").text
    assert 'value="amoxicilina, ácido clavulánico, raiz de name"' in page
    assert '<option value="jarabe">' in page


def test_a_file_says_names_and_understands_them_and_codes(door):
    kind = CatalogKind.MEDICATIONS
    assert "amoxicilina;Penicilinas;cápsulas" in exported(door, kind).decode()
    assert "amoxicillin,Penicillins,capsules" in exported(door, kind, language="en").decode()
    assert counts(apply(door, exported(door, kind), kind)) == (0, 0, 3, 0)
    heads = "Código;Principios activos;Clases;Forma"
    assert counts(apply(door, csv(heads, "AA;amoxicillin;Penicilinas;capsule"), kind)) == (0, 0, 1, 0)
    apply(door, csv("Nombre en español;Principios activos;Forma", "Nuevo;Ácido Clavulánico | Amoxicilina;jarabe"), kind)
    assert own(door, kind).facts.ingredients == ("clavulanic-acid", "amoxicillin")
    assert own(door, kind).facts.form == "syrup"


@pytest.mark.parametrize("name", VOCABULARIES)
def test_no_two_codes_of_a_vocabulary_share_a_name(name):
    vocabulary = VOCABULARIES[name]
    for language in ("es", "en"):
        names = vocabulary.names(language)
        assert len({vocabulary.find(each) for each in names}) == len(names)
        assert not any(set(each) & set("|,;") for each in names)


def test_spanish_says_one_and_many(admin, door):
    kind = CatalogKind.ALLERGENS
    grid = f"{CATALOGS}/{kind.value}/arrangement"
    page = admin.get(grid).text
    for word in ("Visibles", "Ocultos", "Modificados", "Propios", "Cambiados en origen", "Usados"):
        assert f">{word} <span" in page
    ids = [row.id for row in door.grid(GridQuery(kind=kind)).rows]
    admin.send(grid, deed="hide", term_id=ids[:2])
    change = door.changes(kind)[0]
    admin.send(f"{CATALOGS}/{kind.value}/changes/{change.id}/undoing")
    history = admin.get(f"{CATALOGS}/{kind.value}/changes").text
    assert "Deshechos: 2 términos" in history
    assert "Ocultos: 2 términos <span" in history
    assert '<span class="badge">Deshecho</span>' in history
