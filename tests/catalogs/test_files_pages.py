"""The pages of files: they work, they need the permission, another clinic gets 404; a dry run, then all or nothing."""

import io

import pytest

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import CatalogKind, GridQuery
from clinic_portal.foundation.ids import new_id
from tests.budgets.counting import counting
from tests.catalogs.examples import PROCEDURES, shared
from tests.catalogs.sheets import bring
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, RECEPTIONIST, STRANGER, SUR_ADMIN

KIND = CatalogKind.PROCEDURES
FILES = f"/c/norte/catalogs/{KIND.value}"
GOOD = "Código;Alias;Precio\nAA;Ámbar mío;45,50\nBB;;\n"
FAULTY = "Código;Alias;Precio\nAA;x;45,505\nZZ;y;1\n"
PAGES = ("/imports", "/export.csv", "/export.xlsx", "/imports/{id}", "/imports/{id}/faults.csv")
door = CatalogsService()


@pytest.fixture
def filled(app):
    with app.app_context():
        service = CatalogsService(app.config["SETTINGS"].database_operator_url)
        service.import_terms(KIND, "portal-px", PROCEDURES)
        service.import_terms(KIND, "portal", shared(KIND))
    return app


@pytest.fixture
def desk(filled, browser_of):
    return browser_of(ADMIN)


@pytest.fixture
def brought(filled, within, norte):
    with within(norte):
        return bring(door, GOOD.encode()).id


def send(desk, text, clinic="norte", **fields):
    page = desk.get(f"/c/{clinic}/catalogs/procedures/imports").text
    content = text if isinstance(text, bytes) else text.encode()
    data = {"csrf_token": csrf_of(page), "idempotency_key": new_id(), "file": (io.BytesIO(content), "mi lista.csv")}
    return desk.post(f"/c/{clinic}/catalogs/procedures/imports", data=data | fields, content_type="multipart/form-data")


def post(desk, address):
    return desk.post(address, data={"csrf_token": csrf_of(desk.get(f"{FILES}/imports").text)})


@pytest.mark.parametrize("path", PAGES)
def test_it_works(desk, brought, path):
    assert desk.get(FILES + path.format(id=brought)).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_it_needs_the_permission(filled, brought, browser_of, path):
    assert browser_of(RECEPTIONIST).get(FILES + path.format(id=brought)).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_another_clinic_gets_404(filled, brought, browser_of, path):
    assert browser_of(STRANGER).get(FILES + path.format(id=brought)).status_code == 404
    if "{id}" in path:
        theirs = FILES.replace("norte", "sur") + path.format(id=brought)
        assert browser_of(SUR_ADMIN).get(theirs).status_code == 404


def test_an_import_of_another_catalog_is_not_there(desk, brought):
    assert desk.get(f"/c/norte/catalogs/diseases/imports/{brought}").status_code == 404


def test_a_file_is_checked_applied_and_taken_back(desk, within, norte):
    answer = send(desk, GOOD)
    assert answer.status_code == 303
    page = desk.get(answer.location).text
    assert "mi lista.csv" in page
    assert "Aplicar 1 cambio" in page
    assert "Ámbar mío" in page
    assert aliases(within, norte) == set()
    assert post(desk, f"{answer.location}/application").status_code == 303
    assert aliases(within, norte) == {"Ámbar mío"}
    assert "Deshacer la importación" in desk.get(answer.location).text
    assert post(desk, f"{answer.location}/undoing").status_code == 303
    assert aliases(within, norte) == set()
    assert "Deshacer la importación" not in desk.get(answer.location).text


def test_a_second_application_changes_nothing(desk, within, norte):
    address = f"{send(desk, GOOD).location}/application"
    assert [post(desk, address).status_code for _ in range(3)] == [303, 303, 303]
    with within(norte):
        assert len(door.changes(KIND)) == 1


def test_each_fault_is_named_by_row_and_column(desk):
    address = send(desk, FAULTY).location
    page = desk.get(address).text
    assert "2 errores; no se ha cambiado nada" in page
    assert "Un importe tiene como mucho dos decimales." in page
    assert "<b>C</b> <bdi>Precio</bdi>" in page
    assert "Aplicar" not in page
    assert post(desk, f"{address}/application").status_code == 409
    table = desk.get(f"{address}/faults.csv")
    assert table.headers["Content-Disposition"].startswith("attachment")
    assert "2;C Precio;45,505;Un importe tiene como mucho dos decimales." in table.text


def test_the_faults_are_said_in_the_visitors_language(desk):
    address = send(desk, FAULTY).location
    desk.set_cookie("language", "en")
    assert "An amount has at most two decimals." in desk.get(address).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vacío"),
        (b"%PDF-1.7 x", "PDF"),
        (b"\xd0\xcf\x11\xe0old", "Excel"),
        (b"PK\x03\x04 no zip", "leer"),
        (b"a;b\n" + b"x" * (5 * 1024 * 1024), "5 MB"),
    ],
)
def test_what_is_no_table_is_refused_beside_the_field(desk, content, said):
    answer = send(desk, content)
    assert answer.status_code == 422
    assert said in answer.text.split('id="file-error"')[1].split("</p>")[0]


def test_a_form_without_a_file_says_so(desk):
    answer = post(desk, f"{FILES}/imports")
    assert answer.status_code == 422
    assert "Elija un archivo." in answer.text


def test_far_too_much_is_refused_with_a_sentence(desk):
    answer = send(desk, b"x" * (9 * 1024 * 1024))
    assert answer.status_code == 413
    assert "8 MB" in answer.text


def test_a_resent_form_is_the_same_import(desk, within, norte):
    key = new_id()
    assert send(desk, GOOD, idempotency_key=key).location == send(desk, GOOD, idempotency_key=key).location


def test_a_file_is_taken_away_with_a_name_that_says_whose_it_is(desk):
    answer = desk.get(f"{FILES}/export.xlsx")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="norte-procedures-20')
    assert answer.data.startswith(b"PK")
    csv = desk.get(f"{FILES}/export.csv")
    assert csv.data.startswith("\ufeffSistema;Código".encode())
    desk.set_cookie("language", "en")
    assert desk.get(f"{FILES}/export.csv").data.startswith("\ufeffCode system,Code".encode())


def test_a_page_costs_few_statements(desk, brought, monkeypatch):
    for path in (f"/imports/{brought}", "/imports", "/export.csv"):
        desk.get(FILES + path)
        with counting(monkeypatch) as counts:
            assert desk.get(FILES + path).status_code == 200
        assert len(counts.statements) <= 2, counts.statements


def aliases(within, house):
    with within(house):
        rows = door.grid(GridQuery(kind=KIND, size=200)).rows
    return {row.arrangement.alias for row in rows} - {None}
