"""An admin brings 15,000 rows with faults, corrects them, applies them and takes them back; on a phone, in English."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import origin
from tests.stand.cast import ADMIN

FILES = "/c/norte/catalogs/allergens/imports"
ROWS = 15_000
HEADS = "Nombre en español;Favorito;Precio"


def lines(faults: bool) -> bytes:
    rows = [f"Polen {number};{'sí' if number % 7 else 'no'};{number % 90},50" for number in range(ROWS)]
    if faults:
        rows[41] = "Polen 41;quizá;1,50"
        rows[9_000] = "Polen 9000;sí;1,505"
        rows[14_000] = "Polen 13999;sí;2"
    return "\r\n".join([HEADS, *rows]).encode("cp1252")


def upload(page: Page, content: bytes, name: str = "alérgenos.csv") -> None:
    page.locator("#file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Comprobar el archivo").click()


@pytest.fixture
def page(desk) -> Page:
    page = desk(ADMIN)
    page.goto(f"{origin(page)}/c/norte/catalogs/allergens")
    page.get_by_role("link", name="Archivos").click()
    expect(page.get_by_role("heading", name="Archivos")).to_be_visible()
    return page


def test_fifteen_thousand_rows_with_faults_are_corrected_applied_and_taken_back(page):
    assert_accessible(page)
    upload(page, lines(faults=True))
    expect(page.get_by_role("heading", name="3 errores; no se ha cambiado nada")).to_be_visible(timeout=60_000)
    faults = page.locator("#faults tbody tr")
    expect(faults).to_have_count(3)
    expect(faults.nth(0)).to_contain_text("Escriba sí o no.")
    expect(faults.nth(1)).to_contain_text("9.002")
    expect(faults.nth(1)).to_contain_text("Un importe tiene como mucho dos decimales.")
    expect(faults.nth(2)).to_contain_text("La fila 14001 ya añade un término con este nombre.")
    assert_accessible(page)
    upload(page, lines(faults=False))
    expect(page.get_by_role("button", name="Aplicar 15.000 cambios")).to_be_visible(timeout=60_000)
    assert_accessible(page)
    page.get_by_role("button", name="Aplicar 15.000 cambios").click()
    expect(page.get_by_role("heading", name="Aplicado como un solo cambio")).to_be_visible(timeout=60_000)
    assert_accessible(page)
    seen = "/c/norte/catalogs/allergens?q=polen+14999"
    assert "Polen 14999" in page.request.get(f"{origin(page)}{seen}").text()
    page.get_by_role("button", name="Deshacer la importación").click()
    expect(page.get_by_role("heading", name="Esta importación se deshizo")).to_be_visible(timeout=60_000)
    assert "<td>Polen 14999" not in page.request.get(f"{origin(page)}{seen}").text()
    assert page.complaints == []


def test_on_a_phone_in_english_without_scripts(desk):
    page = desk(ADMIN, viewport=PHONE, has_touch=True, java_script_enabled=False)
    page.context.add_cookies([{"name": "language", "value": "en", "url": origin(page)}])
    page.goto(f"{origin(page)}{FILES}")
    content = b"Name in English,Favourite,Price\nLatex glove,yes,1\nNickel,perhaps,2\n"
    page.locator("#file").set_input_files({"name": "list.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("Write yes or no.")).to_be_visible()
    page.locator("#file").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": content.replace(b"perhaps", b"no")}
    )
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Apply 2 changes").click()
    expect(page.get_by_role("heading", name="Applied as one change")).to_be_visible()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_role("heading", name="This import was undone")).to_be_visible()


def test_the_pages_fit_on_a_phone(desk):
    page = desk(ADMIN, viewport=PHONE, has_touch=True)
    page.goto(f"{origin(page)}{FILES}")
    upload(page, lines(faults=True)[:3_000].rsplit(b"\r\n", 1)[0], "unos.csv")
    expect(page.get_by_role("heading", name="1 error; no se ha cambiado nada")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
