"""Somebody comes again in six months, is called, and is booked by video, at the desk and on a telephone."""

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import book, coming, open_day, origin

URL = "https://meet.norte.example/sala-1"
NAME = "María José Núñez Álvarez"


def test_again_in_six_months_called_and_booked_by_video(desk):
    page, day = desk(), coming(100)
    open_day(page, day)
    card = book(page, 1, "10:00", "nunez", NAME)
    card.click()
    page.get_by_role("link", name="Otra vez en…").click()
    expect(page.locator("#recall-form")).to_be_visible()
    assert_accessible(page)
    expect(page.get_by_role("radio", name="6 meses")).to_be_checked()
    page.locator("#recall-form").get_by_role("button", name="Añadir").click()
    expect(page.locator("#panel")).to_be_hidden()
    page.goto(f"{origin(page)}/c/norte/agenda/recalls?until={coming(400)}")
    row = page.locator("#recall-list tr", has_text=NAME)
    expect(row).to_contain_text("Consulta")
    assert_accessible(page)
    row.get_by_role("button", name=f"Se llamó a {NAME}").click()
    expect(row).to_contain_text("Llamada")
    row.get_by_role("link", name=NAME, exact=True).click()
    expect(page.locator("#panel .timeline li")).to_have_count(2)
    assert_accessible(page)
    page.locator("#panel").get_by_role("link", name="Agendar").click()
    expect(page.locator("#booking-form")).to_be_visible()
    page.get_by_label("Enlace de videollamada").fill(URL)
    page.locator("#booking-form").get_by_role("button", name="Agendar").click()
    expect(page.locator("#recall-list")).not_to_contain_text(NAME)
    page.get_by_role("link", name="Agendada", exact=True).click()
    page.locator("#recall-list tr", has_text=NAME).get_by_role("link", name="Cita").click()
    expect(page.locator("#panel").get_by_role("link", name="Unirse")).to_have_attribute("href", URL)
    page.locator("#panel").get_by_role("link", name="Enlace de videollamada").click()
    expect(page.locator("#video-form")).to_be_visible()
    assert_accessible(page)
    assert page.complaints == []
    phone = desk(viewport=PHONE)
    phone.goto(f"{origin(phone)}/c/norte/agenda/recalls?shown=booked")
    expect(phone.locator("#recall-list")).to_contain_text(NAME)
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
