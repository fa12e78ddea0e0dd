"""An admin makes a group class with a machine; the desk fills it, hears that it is full, and overbooks it."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import choose_patient, click_gap, coming, open_day, origin
from tests.stand.cast import ADMIN

SETTINGS = "/c/norte/agenda"


def add_machine(page: Page) -> None:
    page.goto(f"{origin(page)}{SETTINGS}/equipment")
    assert_accessible(page)
    page.get_by_role("link", name="Añadir equipo").click()
    form = page.locator("#equipment-form")
    form.get_by_label("Nombre").fill("Ecógrafo portátil")
    form.get_by_label("Cuántos hay").fill("2")
    assert_accessible(page)
    form.get_by_role("button", name="Guardar").click()
    expect(page.locator("main")).to_contain_text("Ecógrafo portátil")


def add_class(page: Page) -> None:
    page.goto(f"{origin(page)}{SETTINGS}/types")
    page.get_by_role("link", name="Añadir un tipo").click()
    form = page.locator("#type-form")
    form.get_by_label("Nombre").fill("Clase de espalda")
    form.locator("#minutes").fill("60")
    form.get_by_label("Pacientes a la vez").fill("2")
    form.get_by_label("Ecógrafo portátil").check()
    assert_accessible(page)
    form.get_by_role("button", name="Guardar").click()
    expect(page.locator("main")).to_contain_text("grupo de 2")
    assert_accessible(page)


def join(page: Page, column: int, typed: str, name: str) -> None:
    panel = click_gap(page, column, "12:00")
    choose_patient(panel, typed, name)
    panel.get_by_label("Tipo").select_option(label="Clase de espalda · 60 min")
    panel.get_by_role("button", name="Agendar", exact=True).click()


def join_from_the_group(page: Page, typed: str, name: str) -> None:
    page.locator(".appointment.group > a").click()
    panel = page.locator("#panel")
    panel.get_by_role("link", name="Añadir un paciente").click()
    expect(page.locator("#booking-form")).to_be_visible()
    choose_patient(panel, typed, name)
    panel.get_by_role("button", name="Agendar", exact=True).click()


def test_a_class_is_made_filled_and_overbooked_on_purpose(desk, portal_app, cast):
    page, norte = desk(ADMIN), cast.norte
    add_machine(page)
    add_class(page)
    open_day(page, coming(9))
    join(page, norte.practitioners[0], "nun", "María José Núñez Álvarez")
    card = page.locator(".appointment.group")
    expect(card).to_contain_text("1 de 2")
    expect(card.locator("> a")).to_be_focused()
    join_from_the_group(page, "gar", "Iñaki García López")
    expect(card).to_contain_text("2 de 2")
    assert_accessible(page)
    card.locator("> a").click()
    expect(page.locator("#panel")).to_contain_text("Iñaki García López")
    expect(page.locator("#panel")).not_to_contain_text("Añadir un paciente")
    page.keyboard.press("Escape")
    page.locator("#new-appointment").click()
    main = page.locator("#booking-form")
    main.locator("#practitioner_id").select_option(str(norte.practitioners[0]))
    main.locator("#time").fill("12:00")
    choose_patient(main, "gar", "Iñaki García López")
    main.get_by_label("Tipo").select_option(label="Clase de espalda · 60 min")
    main.get_by_role("button", name="Agendar", exact=True).click()
    expect(page.locator("#clash")).to_contain_text("Al grupo no le queda sitio")
    assert_accessible(page)
    page.get_by_role("button", name="Agendar de todos modos").click()
    expect(page.locator(".appointment.group")).to_contain_text("3 de 2")
    assert page.complaints == [line for line in page.complaints if "409" in line]


def test_on_a_phone_the_types_can_be_changed(desk):
    page = desk(ADMIN, viewport=PHONE)
    page.goto(f"{origin(page)}{SETTINGS}/types")
    assert_accessible(page)
    page.locator("main").get_by_role("link", name="Consulta").click()
    expect(page.locator("#type-form")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
