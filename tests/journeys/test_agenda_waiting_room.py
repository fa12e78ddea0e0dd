"""The waiting room by keyboard, its screen on the wall, and a patient who answers from the phone."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import book, choose_patient, coming, open_day, origin

ROOM = "/c/norte/agenda/waiting-room"


def make_screen(page: Page) -> str:
    """The address of a new screen of the waiting room."""
    page.goto(f"{origin(page)}/c/norte/agenda/links")
    page.get_by_label("Nombre", exact=False).first.fill("Entrada")
    page.get_by_role("button", name="Crear la dirección de una pantalla").click()
    address = page.get_by_label("Dirección de Entrada").first.input_value()
    assert_accessible(page)
    return address


def test_a_ticket_is_called_served_and_taken_back_by_keyboard_and_the_screen_follows(desk, contexts):
    page = desk()
    wall = contexts(viewport={"width": 1280, "height": 720}).new_page()
    wall.goto(make_screen(page))
    expect(wall.get_by_text("Espere su número, por favor")).to_be_visible()
    assert_accessible(wall)
    page.goto(f"{origin(page)}{ROOM}")
    assert_accessible(page)
    page.keyboard.press("w")
    expect(page.locator("#walk-in-form")).to_be_visible()
    choose_patient(page.locator("#panel"), "garcia", "Iñaki García López")
    page.get_by_label("Espera a").select_option(label="Dra. Vega")
    assert_accessible(page)
    page.get_by_role("button", name="Dar turno").press("Enter")
    turn = page.locator(".queue-columns .turn", has_text="Iñaki García López")
    expect(turn).to_contain_text("En espera")
    expect(page.locator("#panel")).to_be_hidden()
    number = turn.locator(".ticket").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("c")
    expect(turn).to_contain_text("Llamado")
    expect(wall.locator(".tv-call.is-called strong")).to_have_text(number)
    expect(wall.locator("#screen")).not_to_contain_text("García")
    assert_accessible(wall)
    assert_accessible(page)
    turn.locator(".turn-who").focus()
    page.keyboard.press("e")
    expect(turn).to_contain_text("En atención")
    turn.locator(".turn-who").focus()
    page.keyboard.press("z")
    expect(turn).to_contain_text("Llamado")
    turn.locator(".turn-who").click()
    expect(page.locator("#panel .timeline li")).to_have_count(4)
    page.get_by_label("Pasar a").select_option(label="Dr. Soto")
    assert_accessible(page)
    page.get_by_role("button", name="Pasar a otro").click()
    soto = page.locator(".queue-column", has_text="Dr. Soto").locator(".turn", has_text="Iñaki García López")
    expect(soto).to_contain_text("En espera")
    assert page.complaints == []


def test_a_patient_asks_for_another_time_and_confirms_from_the_phone_without_scripts(desk, contexts):
    page, day = desk(), coming(19)
    open_day(page, day)
    book(page, 1, "10:00", "nunez", "María José Núñez Álvarez")
    page.goto(f"{origin(page)}/mailbox")
    link = re.compile(rf"\b{day.day} \w+, 10:00.{{0,300}}?(http://[^\s<\"]+/visit/[\w-]{{22}})", re.DOTALL)
    for _ in range(40):
        if found := link.search(page.content()):
            break
        page.wait_for_timeout(500)
        page.reload()
    assert found, "the message with the link has left"
    look = contexts(viewport=PHONE).new_page()
    look.goto(found[1])
    expect(look.get_by_role("heading", name="Su cita")).to_be_visible()
    assert_accessible(look)
    assert look.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone = contexts(viewport=PHONE, java_script_enabled=False).new_page()
    phone.goto(found[1])
    phone.get_by_text("Necesito otra hora").click()
    phone.get_by_label("¿Cuándo le vendría bien?").fill("El viernes")
    phone.get_by_role("button", name="Pedir otra hora").click()
    expect(phone.get_by_text("Ha pedido otra hora.", exact=False)).to_be_visible()
    phone.get_by_role("button", name="Sí, iré").click()
    open_day(page, day)
    expect(page.get_by_label("Pide otra hora")).to_be_visible()
    expect(page.locator("article.appointment.is-confirmed")).to_have_count(1)
    page.goto(f"{origin(page)}/c/norte/agenda/end-of-day")
    expect(page.locator("#wishes")).to_contain_text("El viernes")
    assert_accessible(page)
    page.get_by_role("button", name="Atendido: María José Núñez Álvarez").click()
    expect(page.locator("#wishes")).to_contain_text("Nadie la pide.")
    assert page.complaints == []
