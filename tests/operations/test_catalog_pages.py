"""The shared catalogs on operators' pages: found, added, changed, retired; and what an edition changes."""

import pytest

from clinic_portal.contracts.catalogs import (
    CatalogKind,
    CatalogsContract,
    ImportTerm,
    StageEdition,
    StageTerms,
    TermQuery,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, OPERATOR

ALL = "/operator/catalogs"
DISEASES = f"{ALL}/diseases"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def operator(browser_of):
    return browser_of(OPERATOR)


@pytest.fixture
def send(operator):
    def post(address: str, **fields: str):
        token = csrf_of(operator.get("/operator/flags").text)
        return operator.post(address, data={"csrf_token": token, **fields})

    return post


@pytest.fixture
def term(app):
    """`term(id, kind)`: the shared term as it stands."""

    def look(term_id: int, kind: CatalogKind = CatalogKind.DISEASES):
        with app.app_context():
            return find(CatalogsContract).global_term(kind, term_id)

    return look


def seen(app, house, text: str, kind: CatalogKind = CatalogKind.DISEASES) -> list[str]:
    with app.app_context(), inside(house.id):
        return [one.name for one in find(CatalogsContract).terms(TermQuery(kind=kind, text=text)).terms]


@pytest.mark.parametrize("kind", CatalogKind)
def test_every_catalog_opens_empty(operator, kind):
    page = operator.get(f"{ALL}/{kind.value}")
    assert page.status_code == 200
    assert "Aún no hay términos" in page.text
    assert operator.get(f"{ALL}/{kind.value}/new").status_code == 200


def test_a_term_is_found_without_accents_and_by_synonym(operator, asthma):
    for text in ("ASMA", "J45", "hiperreactividad"):
        fragment = operator.get(f"{DISEASES}?q={text}", headers=HTMX).text
        assert fragment.startswith('<section class="card flush" id="term-list"')
        assert f'id="term-{asthma}"' in fragment
    assert "Ningún término" in operator.get(f"{DISEASES}?q=nada").text


def test_a_change_reaches_every_clinic_at_once_and_is_recorded(app, operator, send, asthma, norte, sur, term):
    assert seen(app, norte, "J45") == ["Asma"]
    answer = send(
        f"{DISEASES}/{asthma}", version=str(term(asthma).version), name_es="Asma bronquial", synonyms="Asmático\nAsma"
    )
    assert answer.status_code == 303
    for house in (norte, sur):
        assert seen(app, house, "asmatico") == ["Asma bronquial"]
    record = operator.get("/operator/record").text
    assert "Término cambiado" in record
    assert "diseases icd-10 J45" in record


def test_a_term_is_retired_and_comes_back(app, send, asthma, norte, term):
    fields = {"name_es": "Asma", "name_en": "Asthma", "synonyms": "Hiperreactividad bronquial"}
    send(f"{DISEASES}/{asthma}", version=str(term(asthma).version), retired="y", **fields)
    assert term(asthma).retired
    assert seen(app, norte, "J45") == []
    send(f"{DISEASES}/{asthma}", version=str(term(asthma).version), **fields)
    assert not term(asthma).retired
    assert seen(app, norte, "J45") == ["Asma"]


def test_the_second_operator_sees_both_texts_and_loses_nothing(send, asthma, term):
    read = str(term(asthma).version)
    send(f"{DISEASES}/{asthma}", version=read, name_es="De la primera")
    answer = send(f"{DISEASES}/{asthma}", version=read, name_es="De la segunda")
    assert answer.status_code == 409
    assert 'value="De la segunda"' in answer.text
    assert "De la primera" in answer.text
    taken = send(f"{DISEASES}/{asthma}", version=read, name_es="De la segunda", take="name_es")
    assert 'value="De la primera"' in taken.text
    assert send(f"{DISEASES}/{asthma}", version=str(term(asthma).version), name_es="De la segunda").status_code == 303
    assert term(asthma).names == {"es": "De la segunda"}


FACTS = {
    CatalogKind.ALLERGENS: {"allergen_class": "penicillins", "ingredients": "amoxicillin, ampicillin"},
    CatalogKind.PROCEDURES: {"minutes": "40", "price": "55.00", "tax_class": "exempt", "practice": "dental"},
    CatalogKind.MEDICATIONS: {"ingredients": "amoxicillin", "classes": "penicillins", "strength": "500 mg"},
    CatalogKind.TREATMENT_TEMPLATES: {"practice": "dental", "steps": "DEN-01 | 0 | Primero | First\nDEN-02 | 14"},
}


@pytest.mark.parametrize("kind", FACTS)
def test_what_each_catalog_says_is_written_and_read_back_exactly(app, operator, send, kind):
    new = {"name_es": "Uno", "code_system": "propio", "code": "U-1", **FACTS[kind]}
    assert send(f"{ALL}/{kind.value}/new", **new).status_code == 303
    with app.app_context():
        (written,) = find(CatalogsContract).global_terms(TermQuery(kind=kind)).terms
    page = operator.get(f"{ALL}/{kind.value}/{written.id}").text
    for text in FACTS[kind].values():
        for line in text.split("\n"):
            assert line in page
    again = {"name_es": "Uno", **FACTS[kind], "version": str(written.version)}
    send(f"{ALL}/{kind.value}/{written.id}", **again)
    with app.app_context():
        assert find(CatalogsContract).global_term(kind, written.id) == written


@pytest.mark.parametrize(
    ("kind", "change", "sentence"),
    [
        ("diseases", {"name_es": ""}, "Escriba el nombre."),
        ("diseases", {"code": ""}, "Escriba el código."),
        ("diseases", {"code": "J45"}, "error-summary"),
        ("procedures", {"minutes": "muchos"}, "Esto no puede ser así."),
        ("procedures", {"price": "-1"}, "Esto no puede ser así."),
        ("procedures", {"tax_class": "none"}, "Esto no puede ser así."),
        ("medications", {"ingredients": "¿?"}, "Esto no puede ser así."),
        ("treatment-templates", {"steps": "DEN-01 | nunca"}, "Esto no puede ser así."),
        ("treatment-templates", {"steps": "| 3"}, "Esto no puede ser así."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(send, asthma, kind, change, sentence):
    fields = {"name_es": "Otra", "code_system": "icd-10", "code": "X1", **change}
    answer = send(f"{ALL}/{kind}/new", **fields)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_an_edition_shows_what_it_changes_before_it_does(app, operator, asthma):
    assert "Aún no hay ediciones" in operator.get("/operator/editions").text
    with app.app_context():
        catalogs = find(CatalogsContract)
        edition = catalogs.stage_edition(
            StageEdition(
                kind=CatalogKind.DISEASES,
                code_system="icd-10",
                label="CIE 2027",
                source="a.csv",
                sha256="0" * 64,
                rows=2,
            )
        )
        half = operator.get(f"/operator/editions/{edition.id}").text
        terms = (
            ImportTerm(code="J45", names={"es": "Asma bronquial"}),
            ImportTerm(code="R05", names={"es": "Tos"}),
        )
        catalogs.stage_terms(StageTerms(edition_id=edition.id, terms=terms))
    assert "Han llegado 0 de 2 filas" in half
    assert 'hx-trigger="every 2s"' in half
    assert "CIE 2027" in operator.get("/operator/editions").text
    page = operator.get(f"/operator/editions/{edition.id}").text
    assert "Asma bronquial" in page
    assert 'hx-trigger="every 2s"' not in page
    added = operator.get(f"/operator/editions/{edition.id}?what=added", headers=HTMX).text
    assert "Tos" in added
    assert "Asma bronquial" not in added


@pytest.mark.parametrize("address", [f"{ALL}/nothing", f"{DISEASES}/999999", "/operator/editions/999999"])
def test_what_is_not_there_is_not_found(operator, address):
    assert operator.get(address).status_code == 404


@pytest.mark.parametrize("address", [DISEASES, f"{DISEASES}/new", "/operator/editions"])
def test_a_clinics_administrator_finds_none_of_it(browser_of, address):
    assert browser_of(ADMIN).get(address).status_code == 404
