"""A treatment that comes again: each time seen before it is booked, one in the way settled, the rest moved."""

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import book, choose_patient, click_gap, coming, open_day
from tests.stand.cast import RECEPTIONIST

MARIA, INAKI = "María José Núñez Álvarez", "Iñaki García López"


def test_a_series_is_seen_settled_booked_and_moved(desk, norte):
    page = desk(RECEPTIONIST)
    first, second = coming(53), coming(60)
    open_day(page, second)
    book(page, norte.practitioners[0], "10:15", "nunez maria", MARIA)
    open_day(page, first)
    panel = click_gap(page, norte.practitioners[0], "10:15")
    choose_patient(panel, "622222222", INAKI)
    panel.get_by_text("Repetir").click()
    panel.get_by_label("Veces").fill("3")
    panel.get_by_role("button", name="Ver las horas").click()
    times = panel.locator("#series-form [name=times]")
    expect(times).to_have_count(3)
    expect(panel.locator(".is-taken")).to_contain_text(MARIA)
    assert_accessible(page)
    panel.get_by_role("button", name="Agendar la serie").click()
    card = page.locator("article.appointment", has_text=INAKI)
    expect(card).to_have_count(1)

    card.click()
    panel.get_by_role("link", name="Una de varias").click()
    expect(panel.locator(".series-times > li")).to_have_count(3)
    assert_accessible(page)
    panel.get_by_role("link", name="Mover la serie").click()
    panel.get_by_label("Hora").fill("16:00")
    assert_accessible(page)
    panel.get_by_role("button", name="Mover la serie").click()
    expect(page.locator("article.appointment", has_text=INAKI).locator("time", has_text="16:00")).to_have_count(1)
    assert page.complaints == []


def test_a_series_on_a_phone_without_scripts(desk, norte):
    page = desk(RECEPTIONIST, viewport=PHONE, java_script_enabled=False)
    page.goto(page.url.split("/c/")[0] + f"/c/norte/agenda/appointments/new?day={coming(64)}&patient_id=1&time=12:00")
    page.get_by_text("Repetir").click()
    page.get_by_label("Veces").fill("2")
    page.get_by_role("button", name="Ver las horas").click()
    expect(page.locator("[name=times]")).to_have_count(2)
    page.get_by_role("button", name="Agendar la serie").click()
    expect(page.get_by_text("2 veces").first).to_be_visible()
