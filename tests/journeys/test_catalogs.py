"""An admin tailors the procedures of a dental clinic, by mouse and by keyboard; two admins meet on one term."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from clinic_portal.contracts.catalogs import ArrangeTerm, CatalogsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from tests.catalogs.shelf_of_procedures import GRID, PROCEDURES, fill_procedures, row_of
from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import origin
from tests.stand.cast import ADMIN


@pytest.fixture
def shelf(portal_app: Flask, norte):
    """The procedures as everybody has them, with nothing laid over them."""
    fill_procedures(portal_app)
    with portal_app.app_context(), inside(norte.id):
        door = find(CatalogsContract)
        for code in ("D0120", "D1110", "D2140", "D7140", "M0010", "M0020"):
            door.arrange(ArrangeTerm(kind=PROCEDURES, term_id=row_of(door, code).id))
        yield door


def sit_down(desk, **options: object) -> Page:
    page = desk(ADMIN, **options)
    page.goto(f"{origin(page)}{GRID}")
    expect(page.locator("#grid .row-link[tabindex='0']")).to_have_count(1)
    return page


def row(page: Page, name: str):
    return page.locator("tbody.term", has=page.get_by_role("rowheader", name=name))


def test_what_could_not_be_sent_stays_in_its_cell_and_is_sent_again(desk, shelf):
    page = sit_down(desk)
    filling = row(page, "Empaste de amalgama")
    filling.get_by_role("button", name="Nombre en su clínica").click()
    page.context.set_offline(True)
    page.keyboard.type("Empaste")
    page.keyboard.press("Enter")
    field = filling.locator("[data-editor=alias]")
    expect(field).to_have_value("Empaste")
    expect(page.locator("tbody.is-waiting")).to_have_count(0)
    page.context.set_offline(False)
    field.focus()
    page.keyboard.press("Enter")
    expect(filling.locator("a.cell[data-edit=alias]")).to_have_text("Empaste")
    offline = [line for line in page.complaints if "DISCONNECTED" in line or "Failed to fetch" in line]
    assert offline == page.complaints
    page.complaints.clear()


def test_tailoring_by_mouse(desk, shelf):
    page = sit_down(desk)
    page.get_by_role("searchbox", name="Buscar por nombre o código").fill("M00")
    expect(page.locator("tbody.term")).to_have_count(2)
    page.locator("#pick-all").check()
    expect(page.locator("#picked")).to_have_text("2 marcados")
    page.get_by_role("group", name="Con los términos marcados").get_by_role("button", name="Ocultar").click()
    expect(page.locator("tbody.term.is-hidden")).to_have_count(2)
    expect(page.locator("#toasts")).to_contain_text("Ocultos: 2 términos")
    page.get_by_role("searchbox", name="Buscar por nombre o código").fill("")
    expect(page.locator("tbody.term")).to_have_count(6)

    cleaning = row(page, "Limpieza dental")
    cleaning.get_by_role("button", name="Nombre en su clínica").click()
    page.keyboard.type("Profilaxis")
    page.keyboard.press("Enter")
    expect(cleaning.locator("a.cell[data-edit=alias]")).to_have_text("Profilaxis")
    expect(cleaning.locator("a.cell[data-edit=alias]")).to_be_focused()
    expect(cleaning).to_contain_text("Modificado")
    cleaning.get_by_role("button", name="Precio").click()
    page.keyboard.type("45,505")
    page.keyboard.press("Enter")
    expect(cleaning.locator(".field-error")).to_contain_text("dos decimales")
    page.locator("[data-editor=price]").fill("45,50")
    page.keyboard.press("Enter")
    expect(cleaning.locator("a.cell[data-edit=price]")).to_have_text("45,50 €")
    cleaning.get_by_role("switch").click()
    expect(cleaning.get_by_role("switch")).to_have_attribute("aria-checked", "false")
    page.locator("#toasts").get_by_role("button", name="Deshacer").click()
    expect(cleaning.get_by_role("switch")).to_have_attribute("aria-checked", "true")
    expect(cleaning.locator("a.cell[data-edit=price]")).to_have_text("45,50 €")

    cleaning.locator(".row-link").click()
    expect(page.locator("#panel-title")).to_have_text("Profilaxis")
    expect(page.locator("#panel")).to_contain_text("Guardado")
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(cleaning.locator(".row-link")).to_be_focused()

    page.locator("#add-own").click()
    page.get_by_label("Nombre en español").fill("Blanqueamiento")
    page.get_by_label("Minutos").fill("60")
    page.get_by_label("Precio").fill("150")
    page.get_by_role("button", name="Guardar").click()
    expect(row(page, "Blanqueamiento")).to_contain_text("Propio")
    expect(row(page, "Blanqueamiento")).to_contain_text("150,00 €")
    assert_accessible(page)
    assert [line for line in page.complaints if "422" not in line] == []  # a price of three decimals was refused


def test_tailoring_by_keyboard_alone(desk, shelf):
    page = sit_down(desk)
    keys = page.keyboard
    keys.press("s")
    expect(page.locator("#grid-query")).to_be_focused()
    keys.type("empaste")
    expect(page.locator("tbody.term")).to_have_count(1)
    keys.press("ArrowDown")
    filling = row(page, "Empaste de amalgama")
    expect(filling.locator(".row-link")).to_be_focused()
    assert page.locator("#grid tbody [tabindex='0']").count() == 1
    keys.press("ArrowRight")
    expect(filling.locator("a.cell[data-edit=alias]")).to_be_focused()
    keys.press("Enter")
    keys.type("Obturación")
    keys.press("Tab")
    expect(filling.locator("[data-editor=price]")).to_be_focused()
    keys.type("62.50")
    keys.press("Enter")
    expect(filling.locator("a.cell[data-edit=price]")).to_have_text("62,50 €")
    expect(filling.locator("a.cell[data-edit=price]")).to_be_focused()
    expect(filling.locator("a.cell[data-edit=alias]")).to_have_text("Obturación")
    keys.press("Enter")
    keys.type("99")
    keys.press("Escape")
    expect(filling.locator("a.cell[data-edit=price]")).to_be_focused()
    expect(filling.locator("a.cell[data-edit=price]")).to_have_text("62,50 €")
    keys.press("f")
    expect(filling.locator(".star-button")).to_have_attribute("aria-pressed", "true")
    keys.press("h")
    expect(filling.locator(".toggle")).to_have_attribute("aria-checked", "false")
    keys.press("z")
    expect(filling.locator(".toggle")).to_have_attribute("aria-checked", "true")
    expect(filling.locator("a.cell[data-edit=price]")).to_be_focused()
    keys.press("Space")
    expect(page.locator("#picked")).to_have_text("1 marcado")
    keys.press("r")
    expect(filling.locator(".origin")).to_have_text("Global")
    keys.press("?")
    expect(page.locator("#shortcuts")).to_contain_text("Ocultar o mostrar")
    assert page.complaints == []


def test_two_admins_meet_on_one_term(desk, shelf):
    mine, theirs = sit_down(desk), sit_down(desk)
    ours = row(mine, "Extracción simple")
    ours.get_by_role("button", name="Nombre en su clínica").click()
    mine.keyboard.type("Sacar una muela")
    row(theirs, "Extracción simple").get_by_role("button", name="Nombre en su clínica").click()
    theirs.keyboard.type("Exodoncia")
    theirs.keyboard.press("Enter")
    expect(row(theirs, "Extracción simple").locator("a.cell[data-edit=alias]")).to_have_text("Exodoncia")
    mine.keyboard.press("Enter")
    expect(ours.locator("[data-editor=alias]")).to_have_value("Sacar una muela")
    expect(ours.get_by_role("alert")).to_contain_text("Exodoncia")
    expect(ours.get_by_role("alert")).to_contain_text("Ada Admin")
    assert_accessible(mine)
    ours.get_by_role("button", name="Guardar lo mío").click()
    expect(ours.locator("a.cell[data-edit=alias]")).to_have_text("Sacar una muela")

    theirs.bring_to_front()
    row(theirs, "Extracción simple").locator(".star-button").click()
    expect(row(theirs, "Extracción simple").get_by_role("alert")).to_be_visible()
    row(theirs, "Extracción simple").get_by_role("button", name="Tomar este").click()
    expect(row(theirs, "Extracción simple").locator("a.cell[data-edit=alias]")).to_have_text("Sacar una muela")
    expect(row(theirs, "Extracción simple").locator(".star-button")).to_have_attribute("aria-pressed", "false")


FACES = {
    "english": {"cookies": {"language": "en"}},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": PHONE, "has_touch": True},
}


@pytest.mark.parametrize("face", FACES)
def test_faces(desk, shelf, face):
    options = dict(FACES[face])
    cookies = options.pop("cookies", {})
    page = desk(ADMIN, **options)
    page.context.add_cookies([{"name": name, "value": value, "url": origin(page)} for name, value in cookies.items()])
    one = GRID.removesuffix("/arrangement")
    for path in (GRID, f"{one}?as=doctor", f"{one}/changes", f"{one}/upstream", f"{one}/own/new"):
        page.goto(f"{origin(page)}{path}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
