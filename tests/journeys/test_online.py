"""A patient books alone from a phone, without scripts and in Spanish, then in English; the desk answers by key."""

import re

import pytest
from playwright.sync_api import Page, expect

from clinic_portal.foundation.tenancy import inside
from tests.agenda.online import open_online
from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import coming, open_day, origin

FRONT = "/c/norte/book"


@pytest.fixture
def opened(portal_app, norte):
    with portal_app.app_context(), inside(norte.id):
        open_online(norte, approval=True, horizon_days=200, text="Traiga su tarjeta sanitaria.")


def code_sent(desk: Page, contact: str) -> str:
    """What the patient reads on the phone."""
    desk.goto(f"{origin(desk)}/mailbox")
    found = re.compile(rf"{re.escape(contact)}.{{0,400}}?\b(\d{{6}})\b", re.DOTALL)
    for _ in range(40):
        if code := found.search(desk.locator("main").inner_text()):
            return code[1]
        desk.wait_for_timeout(500)
        desk.reload()
    raise AssertionError("no code has left")


def test_a_phone_asks_without_scripts_and_the_desk_approves_by_key(desk, contexts, opened, portal):
    page, day = desk(), coming(80)
    phone = contexts(viewport=PHONE, java_script_enabled=False).new_page()
    look = contexts(viewport=PHONE).new_page()
    phone.goto(f"{portal.url}{FRONT}")
    expect(phone.get_by_text("Traiga su tarjeta sanitaria.")).to_be_visible()
    phone.get_by_label("Desde el día").fill(day.isoformat())
    phone.get_by_role("button", name="Ver horas libres").click()
    seen(look, phone.url)
    phone.locator(".times a").first.click()
    seen(look, phone.url)
    phone.get_by_label("Nombre", exact=False).first.fill("Noemí")
    phone.get_by_label("Apellidos").fill("Desde El Móvil")
    phone.get_by_label("Teléfono").fill("688 12 34 80")
    phone.get_by_role("button", name="Enviarme un código").click()
    expect(phone.get_by_role("heading", name="Escriba el código")).to_be_visible()
    seen(look, phone.url)
    phone.get_by_label("Código de seis cifras").fill(code_sent(page, "688 12 34 80"))
    other = desk()
    open_day(other, coming(79))
    waiting = other.locator("#to-requests .badge")
    expect(waiting).to_have_count(0)
    phone.get_by_role("button", name="Agendar").click()
    expect(phone.get_by_role("heading", name="Tenemos su petición")).to_be_visible()
    expect(waiting).to_have_text("1")
    seen(look, phone.url)
    open_day(page, day)
    card = page.locator("article.appointment.is-pending", has_text="Noemí Desde El Móvil")
    expect(card.get_by_role("link")).to_have_accessible_name(re.compile("Solicitada"))
    expect(page.locator("#to-requests .badge")).to_have_text("1")
    assert_accessible(page)
    card.get_by_role("link").focus()
    page.keyboard.press("b")
    expect(page.locator("article.appointment.is-booked", has_text="Noemí Desde El Móvil")).to_have_count(1)
    expect(waiting).to_have_count(0)
    page.goto(f"{origin(page)}/c/norte/agenda/requests")
    expect(page.locator("#requests")).to_contain_text("Nuevo: ¿quién es?")
    assert_accessible(page)
    page.get_by_role("link", name=re.compile("Noemí Desde El Móvil")).click()
    assert_accessible(page)
    page.get_by_role("button", name="Un paciente nuevo").click()
    expect(page.locator("#requests")).not_to_contain_text("Noemí")
    assert page.complaints == []


def test_in_english_a_wrong_code_is_said_and_the_desk_declines(desk, contexts, opened, portal, norte):
    page, day = desk(), coming(81)
    phone = contexts(viewport=PHONE, locale="en-GB").new_page()
    phone.goto(f"{portal.url}{FRONT}?type_id={norte.visit}&first={day}")
    expect(phone.get_by_role("heading", name="Book an appointment")).to_be_visible()
    phone.locator(".times a").nth(3).click()
    phone.get_by_label("Given name").fill("Noah")
    phone.get_by_label("Surnames").fill("From Abroad")
    phone.get_by_label("Phone").fill("+34 688 12 34 81")
    phone.get_by_label("E-mail", exact=False).first.fill("noah@abroad.example")
    phone.get_by_role("radio", name="E-mail").check(force=True)
    phone.get_by_role("button", name="Send me a code").click()
    code = code_sent(page, "noah@abroad.example")
    phone.get_by_label("Code of six digits").fill(f"{(int(code) + 1) % 10**6:06}")
    phone.get_by_role("button", name="Book", exact=True).click()
    expect(phone.get_by_text("This is not the code that we sent.")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_label("Code of six digits").fill(code)
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="We have your request")).to_be_visible()
    page.goto(f"{origin(page)}/c/norte/agenda/requests")
    row = page.locator("#requests li", has_text="Noah From Abroad")
    row.get_by_role("link", name="Rechazar…").click()
    page.locator("input[name=reason]").first.check()
    page.locator("#cancel-form button[type=submit]").first.click()
    page.goto(f"{origin(page)}/c/norte/agenda/requests")
    expect(page.locator("#requests")).not_to_contain_text("Noah")
    assert page.complaints == []


def seen(look: Page, address: str) -> None:
    """The same page where scripts run, for axe and for its width."""
    look.goto(address)
    assert_accessible(look)
    assert look.evaluate("document.documentElement.scrollWidth <= innerWidth")
