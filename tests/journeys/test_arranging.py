"""An administrator opens a branch with rooms and a practitioner with hours; reception books there at once."""

import io
from datetime import date, timedelta

from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import choose_patient, click_gap, coming, origin
from tests.stand.cast import PASSWORD, STRANGER, SUR_ADMIN


def monday_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


def open_panel(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).last.click()
    expect(page.locator("#panel-title")).to_be_visible()


def save(page: Page) -> None:
    page.locator("#panel").get_by_role("button", name="Guardar").click()
    expect(page.locator("#panel")).to_be_hidden()


def logo() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (120, 60), "navy").save(written, "PNG")
    return written.getvalue()


def test_a_branch_is_opened_and_reception_books_there(desk, sur):
    page = desk(SUR_ADMIN)
    page.goto(f"{origin(page)}/c/sur/settings")
    assert_accessible(page)

    open_panel(page, "Añadir sucursal")
    page.get_by_role("textbox", name="Nombre").fill("Puerto")
    page.get_by_label("lunes, desde").fill("14:00")
    page.get_by_label("lunes, hasta").fill("09:00")
    page.locator("#panel").get_by_role("button", name="Guardar").click()
    expect(page.locator("#hours-0-error")).to_contain_text("terminan antes de empezar")
    expect(page.get_by_role("textbox", name="Nombre")).to_have_value("Puerto")
    assert_accessible(page)
    page.get_by_label("lunes, desde").fill("09:00")
    page.get_by_label("lunes, hasta").fill("14:00")
    page.get_by_role("button", name="lunes, otro horario").click()
    expect(page.get_by_label("lunes, desde").nth(1)).to_be_focused()
    page.get_by_label("lunes, desde").nth(1).fill("16:00")
    page.get_by_label("lunes, hasta").nth(1).fill("20:00")
    page.get_by_role("button", name="Copiar").click()
    expect(page.get_by_label("viernes, hasta").nth(1)).to_have_value("20:00")
    save(page)
    port = page.locator("section.card", has=page.get_by_role("heading", name="Puerto"))
    expect(port).to_contain_text("lunes a viernes")
    expect(port).to_contain_text("09:00–14:00, 16:00–20:00")

    for room in ("Sala A", "Sala B"):
        open_panel(page, "Añadir cubículo")
        page.get_by_role("textbox", name="Nombre").fill(room)
        page.get_by_role("textbox", name="Nombre").press("Enter")
        expect(page.locator("#panel")).to_be_hidden()
        expect(port).to_contain_text(room)
    port.get_by_role("button", name="Subir Sala B").click()
    expect(port.locator("li a").first).to_have_text("Sala B")

    open_panel(page, "Añadir profesional")
    page.get_by_role("textbox", name="Nombre").fill("Dra. Mar Sol")
    page.get_by_label("Sucursal").select_option(label="Puerto")
    page.get_by_label("Cubículo habitual").select_option(label="Sala B · Puerto")
    page.get_by_label("Ámbar").check()
    page.get_by_label("lunes, desde").fill("10:00")
    page.get_by_label("lunes, hasta").fill("12:00")
    page.get_by_label("lunes, dónde").select_option(label="Puerto")
    assert_accessible(page)
    save(page)
    expect(port).to_contain_text("lunes 10:00–12:00")

    reception = desk(STRANGER)
    monday = monday_after(coming(30))
    reception.goto(f"{origin(reception)}/c/sur/agenda?day={monday}")
    reception.get_by_label("Sucursal", exact=True).select_option(label="Puerto")
    expect(reception.locator(".column-head h2")).to_have_text(["Dra. Mar Sol"])
    reception.wait_for_function("document.querySelector('#day .gap[tabindex]')")
    expect(reception.locator("a.gap")).to_have_count(1)
    column = int(reception.locator(".column").get_attribute("data-column"))
    panel = click_gap(reception, column, "10:30")
    choose_patient(panel, "ferrer", "Lucía Ferrer Soler")
    panel.get_by_role("button", name="Agendar").click()
    card = reception.locator("article.appointment", has_text="Lucía Ferrer")
    expect(card).to_contain_text("Sala B")

    _retire(page, port)


def _retire(page: Page, port) -> None:
    """What is still to come is said; the rooms and people go with it, and come back with it."""
    port.get_by_role("link", name="Retirar").click()
    expect(page.locator("#panel")).to_contain_text("Queda 1 cita por venir")
    assert_accessible(page)
    page.get_by_role("button", name="Retirar de todos modos").click()
    expect(page.locator("#past")).to_contain_text("Puerto")
    expect(port).to_have_count(0)
    page.get_by_role("button", name="Volver a usar Puerto").click()
    expect(port).to_contain_text("Dra. Mar Sol")
    port.get_by_role("link", name="Retirar").click()
    page.get_by_role("button", name="Retirar de todos modos").click()
    expect(page.locator("#past")).to_be_visible()


def test_the_keyboard_alone_renames_a_room_and_puts_the_focus_back(desk, sur):
    page = desk(SUR_ADMIN)
    page.goto(f"{origin(page)}/c/sur/settings")
    room = page.locator(f"#edit-room-{sur.rooms[0]}")
    room.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Nombre")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Sala azul")
    page.keyboard.press("Enter")
    expect(room).to_have_text("Sala azul")
    expect(room).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Nombre")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(room).to_be_focused()


def test_two_administrators_lose_nothing(desk, sur):
    first, second = desk(SUR_ADMIN), desk(SUR_ADMIN)
    for page in (first, second):
        page.goto(f"{origin(page)}/c/sur/settings")
        page.locator("#edit-profile").click()
    first.get_by_role("textbox", name="Nombre").fill("Clínica del Sur")
    first.locator("#panel").get_by_role("button", name="Guardar").click()
    expect(first.locator("h1")).to_have_text("Clínica del Sur")
    second.get_by_role("textbox", name="Nombre").fill("Sur Salud")
    second.locator("#panel").get_by_role("button", name="Guardar").click()
    expect(second.locator("#name-theirs")).to_contain_text("Clínica del Sur")
    expect(second.get_by_role("textbox", name="Nombre")).to_have_value("Sur Salud")
    assert_accessible(second)
    second.complaints.clear()
    second.locator("#panel").get_by_role("button", name="Guardar").click()
    expect(second.locator("h1")).to_have_text("Sur Salud")
    second.locator("#edit-profile").click()
    second.get_by_role("textbox", name="Nombre").fill("Clínica Sur")
    second.locator("#panel").get_by_role("button", name="Guardar").click()
    expect(second.locator("h1")).to_have_text("Clínica Sur")


def test_a_logo_is_worn_by_the_top_bar_on_a_desk_and_a_phone(desk, sur):
    page = desk(SUR_ADMIN)
    page.goto(f"{origin(page)}/c/sur/settings")
    page.locator("#edit-logo").click()
    page.get_by_label("Imagen").set_input_files({"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"})
    page.locator("#panel").get_by_role("button", name="Guardar").click()
    expect(page.locator("#file-error")).to_contain_text("No es una imagen")
    assert_accessible(page)
    page.get_by_label("Imagen").set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": logo()})
    page.locator("#panel").get_by_role("button", name="Guardar").click()
    for viewport in (None, PHONE):
        if viewport:
            page.set_viewport_size(viewport)
        worn = page.locator(".topbar img")
        expect(worn).to_be_visible()
        assert worn.evaluate("image => image.complete && image.naturalWidth") == 120
        assert_accessible(page)
    page.locator("#edit-logo").click()
    page.get_by_role("button", name="Quitar el logotipo").click()
    expect(page.locator(".topbar img")).to_have_count(0)


def test_without_scripts_a_branch_gets_its_hours(contexts, portal, sur):
    page = contexts(java_script_enabled=False).new_page()
    page.goto(f"{portal.url}/login")
    page.fill("input[name=email]", SUR_ADMIN)
    page.fill("input[name=password]", PASSWORD)
    page.click("form:has(input[name=password]) button[type=submit]")
    page.goto(f"{portal.url}/c/sur/settings")
    page.get_by_role("link", name="Editar la sucursal").first.click()
    page.get_by_label("domingo, hasta").fill("13:00")
    page.get_by_role("button", name="domingo, otro horario").click()
    page.get_by_label("domingo, desde").nth(1).fill("17:00")
    page.get_by_label("domingo, hasta").nth(1).fill("19:00")
    page.get_by_role("button", name="Guardar").click()
    expect(page.locator("#flashes")).to_contain_text("Centro")
    expect(page.locator("main")).to_contain_text("08:00–13:00, 17:00–19:00")
    page.get_by_role("link", name="Editar la sucursal").first.click()
    page.get_by_label("domingo, desde").nth(1).fill("")
    page.get_by_label("domingo, hasta").nth(1).fill("")
    page.get_by_label("domingo, hasta").first.fill("20:00")
    page.get_by_role("button", name="Guardar").click()
    expect(page.locator("main")).to_contain_text("lunes a domingo")
