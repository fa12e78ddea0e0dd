"""What a person chooses to see stays with them: filters, saved views on keys, a glance at an appointment."""

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import book, coming, open_day, origin
from tests.stand.cast import DOCTOR, RECEPTIONIST

MARIA = "María José Núñez Álvarez"


def test_filters_and_a_view_on_a_key_and_on_another_device(desk, norte):
    page = desk(DOCTOR)
    open_day(page, coming(46), by="practitioner")
    page.get_by_role("link", name="Qué se muestra").click()
    panel = page.locator("#panel")
    panel.get_by_label("Dra. Vega").check()
    assert_accessible(page)
    panel.get_by_role("button", name="Ver", exact=True).click()
    expect(page.locator("#day > .column")).to_have_count(1)
    page.get_by_role("link", name="Vistas guardadas").click()
    panel.get_by_label("Nombre de la vista").last.fill("Solo Vega")
    page.keyboard.press("Enter")
    expect(page.locator("[data-view='1']")).to_contain_text("Solo Vega")
    page.get_by_role("button", name="Por cubículo").click()
    expect(page.locator("#day")).to_have_attribute("data-by", "room")
    page.wait_for_function("document.querySelector('#day .gap[tabindex]')")
    page.keyboard.press("Alt+1")
    expect(page.locator("#day")).to_have_attribute("data-by", "practitioner")
    expect(page.locator("#day > .column")).to_have_count(1)
    page.get_by_role("link", name="Vistas guardadas").click()
    expect(panel.get_by_role("button", name="Solo Vega")).to_be_visible()
    assert_accessible(page)
    elsewhere = desk(DOCTOR, viewport=PHONE)
    elsewhere.goto(f"{origin(page)}/c/norte/agenda")
    expect(elsewhere.locator("#day > .column")).to_have_count(1)
    assert page.complaints == []


def test_an_appointment_tells_at_a_glance_by_mouse_and_by_key(desk, norte):
    page = desk(RECEPTIONIST)
    open_day(page, coming(47), by="practitioner")
    card = book(page, norte.practitioners[0], "10:00", "nunez", MARIA)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/peek" in request.url else None)
    glance = page.locator("#peek")
    page.keyboard.press("i")
    expect(glance.locator("a[href^='tel:']")).to_be_focused()
    expect(glance).to_contain_text("Última visita")
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(glance).to_be_hidden()
    expect(card.locator("a")).to_be_focused()
    card.hover(position={"x": 60, "y": 10})
    expect(glance).to_be_visible()
    glance.hover()
    expect(glance).to_contain_text("Inasistencias")
    page.mouse.move(2, 2)
    expect(glance).to_be_hidden()
    assert len(asked) == 1, "it is asked for once"
    assert page.complaints == []
