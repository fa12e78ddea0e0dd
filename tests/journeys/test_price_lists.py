"""An admin makes a price list for an insurer; two admins meet on one price; a doctor keeps terms at hand."""

import pytest
from playwright.sync_api import Page, expect

from tests.catalogs.shelf_of_procedures import fill_procedures
from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import origin
from tests.stand.cast import ADMIN, DOCTOR, PASSWORD

PROCEDURES = "/c/norte/catalogs/procedures"
LISTS = f"{PROCEDURES}/price-lists"


@pytest.fixture(autouse=True)
def procedures(portal_app):
    fill_procedures(portal_app)


def begin(page: Page, name: str) -> None:
    page.goto(f"{origin(page)}{LISTS}")
    page.get_by_role("textbox", name="Nombre").fill(name)
    page.get_by_role("button", name="Empezar la lista").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.locator("#grid .row-link[tabindex='0']")).to_have_count(1)


def row(page: Page, name: str):
    return page.locator("tbody.term", has=page.get_by_role("rowheader", name=name))


def test_a_list_is_begun_filled_by_a_rule_and_mended_in_place(desk):
    page = desk(ADMIN)
    page.goto(f"{origin(page)}{PROCEDURES}/arrangement")
    page.get_by_role("link", name="Listas de precios").click()
    assert_accessible(page)
    begin(page, "Seguros del Norte")
    assert_accessible(page)

    page.get_by_role("link", name="Poner por regla").click()
    page.get_by_label("Porcentaje").fill("-10")
    page.get_by_label("Redondeado a").select_option("1")
    page.get_by_label("Solo procedimientos con").fill("D")
    page.get_by_role("button", name="Ver qué cambiaría").click()
    expect(page.locator("#preview-title")).to_contain_text("cambiarían")
    expect(page.locator("#preview")).to_contain_text("54,00 €")
    assert_accessible(page)
    page.get_by_role("button", name="Poner", exact=False).last.click()
    expect(page.locator("#flashes")).to_contain_text("Por regla")

    cleaning = row(page, "Limpieza dental")
    expect(cleaning).to_contain_text("−10 %")
    cleaning.locator("a.cell").click()
    page.keyboard.type("50,005")
    page.keyboard.press("Enter")
    expect(cleaning.locator(".field-error")).to_contain_text("dos decimales")
    page.locator("[data-editor]").fill("50")
    page.keyboard.press("Enter")
    expect(cleaning.locator("a.cell")).to_have_text("50,00 €")
    expect(cleaning).to_contain_text("−16,7 %")
    page.locator("#toasts").get_by_role("button", name="Deshacer").click()
    expect(cleaning.locator("a.cell")).to_have_text("54,00 €")
    assert_accessible(page)
    assert [line for line in page.complaints if "422" not in line] == []  # a price of three decimals was refused


def test_prices_are_set_by_keyboard_alone(desk):
    page = desk(ADMIN)
    begin(page, "Solo teclado")
    keys = page.keyboard
    keys.press("s")
    keys.type("empaste")
    expect(page.locator("tbody.term")).to_have_count(1)
    keys.press("ArrowDown")
    filling = row(page, "Empaste de amalgama").locator("a.cell")
    expect(filling).to_be_focused()
    keys.press("e")
    keys.type("48")
    keys.press("Enter")
    expect(filling).to_have_text("48,00 €")
    expect(filling).to_be_focused()
    keys.press("r")
    expect(filling).not_to_have_text("48,00 €")
    keys.press("z")
    expect(filling).to_have_text("48,00 €")
    keys.press("o")
    expect(page.locator("#panel-title")).to_have_text("Empaste de amalgama")
    assert_accessible(page)
    page.get_by_label("Precio en esta lista").fill("47")
    keys.press("Enter")
    expect(filling).to_have_text("47,00 €")
    expect(page.locator("#panel")).to_be_hidden()
    assert page.complaints == []


def test_two_admins_meet_on_one_price(desk):
    mine, theirs = desk(ADMIN), desk(ADMIN)
    begin(mine, "De dos")
    theirs.goto(mine.url)
    row(mine, "Extracción simple").locator("a.cell").click()
    mine.keyboard.type("65")
    row(theirs, "Extracción simple").locator("a.cell").click()
    theirs.keyboard.type("66")
    theirs.keyboard.press("Enter")
    expect(row(theirs, "Extracción simple").locator("a.cell")).to_have_text("66,00 €")
    mine.keyboard.press("Enter")
    ours = row(mine, "Extracción simple")
    expect(ours).to_contain_text("65,00 €")
    expect(ours).to_contain_text("66,00 €")
    assert_accessible(mine)
    ours.get_by_role("button", name="Guardar lo mío").click()
    expect(ours.locator("a.cell")).to_have_text("65,00 €")


def test_a_list_goes_out_of_use_and_comes_back_on_a_phone(desk):
    page = desk(ADMIN, viewport=PHONE)
    begin(page, "De paso")
    assert_accessible(page)
    page.get_by_role("link", name="Editar").click()
    page.get_by_text("Retirar…").click()
    page.get_by_role("button", name="Retirar").click()
    page.get_by_role("link", name="De paso").click()
    expect(page.locator("main")).to_contain_text("está retirada")
    expect(page.locator("a.cell")).to_have_count(0)
    page.get_by_role("button", name="Volver a usarla").click()
    expect(page.locator("a.cell").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_doctor_keeps_terms_at_hand(desk):
    page = desk(DOCTOR)
    page.goto(f"{origin(page)}{PROCEDURES}")
    star = page.locator("#terms").get_by_role("button", name="Favorito suyo: Limpieza dental")
    star.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#mine")).to_contain_text("Limpieza dental")
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star).to_be_focused()
    assert_accessible(page)
    page.get_by_role("searchbox", name="Buscar").last.fill("limpieza")
    expect(page.locator("#terms tbody tr")).to_have_count(1)
    expect(star).to_have_attribute("aria-pressed", "true")
    page.locator("#mine").get_by_role("button", name="Favorito suyo: Limpieza dental").click()
    expect(page.locator("#mine")).not_to_contain_text("Limpieza dental")
    expect(star).to_have_attribute("aria-pressed", "false")
    assert page.complaints == []


def test_stars_and_prices_without_scripts(contexts, portal):
    page = contexts(java_script_enabled=False).new_page()
    page.goto(f"{portal.url}/login")
    page.fill("input[name=email]", ADMIN)
    page.fill("input[name=password]", PASSWORD)
    page.click("form:has(input[name=password]) button[type=submit]")
    page.goto(f"{portal.url}{PROCEDURES}?q=limpieza")
    page.locator("#terms").get_by_role("button", name="Favorito suyo: Limpieza dental").click()
    expect(page).to_have_url(f"{portal.url}{PROCEDURES}?q=limpieza")
    expect(page.locator("#mine")).to_contain_text("Limpieza dental")

    page.goto(f"{portal.url}{LISTS}")
    page.get_by_role("textbox", name="Nombre").fill("Sin guiones")
    page.get_by_role("button", name="Empezar la lista").click()
    row(page, "Limpieza dental").locator("a.cell").click()
    page.get_by_label("Precio en esta lista").fill("51")
    page.get_by_role("button", name="Guardar").click()
    expect(row(page, "Limpieza dental")).to_contain_text("51,00 €")
    row(page, "Limpieza dental").get_by_role("button", name="Volver al precio de la clínica").click()
    expect(row(page, "Limpieza dental")).not_to_contain_text("51,00 €")
    page.locator("#undo-last").click()
    expect(row(page, "Limpieza dental")).to_contain_text("51,00 €")
