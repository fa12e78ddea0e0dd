"""Two receptionists at once: each sees the other's changes, and nobody's half-filled form is touched."""

import time

from playwright.sync_api import expect

from tests.journeys.steps import book, choose_patient, click_gap, coming, open_day
from tests.stand.cast import BOTH, RECEPTIONIST, STRANGER

MARIA, INAKI = "María José Núñez Álvarez", "Iñaki García López"


def test_the_others_booking_appears_by_itself_while_a_form_is_half_filled(desk, norte):
    rosa, berta = desk(RECEPTIONIST), desk(BOTH)
    open_day(rosa, coming(14))
    open_day(berta, coming(14))
    panel = click_gap(berta, norte.practitioners[1], "12:00")
    choose_patient(panel, "inaki", INAKI)
    panel.get_by_label("Nota").fill("A medio escrib")
    panel.get_by_label("Nota").focus()

    book(rosa, norte.practitioners[0], "10:15", "nunez", MARIA)
    began = time.monotonic()
    expect(berta.locator("article.appointment", has_text=MARIA)).to_have_count(1)
    waited = time.monotonic() - began
    expect(panel.get_by_label("Nota")).to_have_value("A medio escrib")
    expect(panel.get_by_label("Nota")).to_be_focused()
    expect(panel.locator("#chosen-patient")).to_contain_text(INAKI)
    assert waited < 4, f"the change took {waited:.1f} s on a busy machine"

    panel.get_by_role("button", name="Agendar").click()
    expect(rosa.locator("article.appointment", has_text=INAKI)).to_have_count(1)


def test_what_is_selected_stays_selected_while_the_others_booking_arrives(desk, norte):
    rosa, berta = desk(RECEPTIONIST), desk(BOTH)
    open_day(rosa, coming(17))
    open_day(berta, coming(17))
    mine = book(berta, norte.practitioners[1], "12:00", "inaki", INAKI)
    scrolled = berta.locator("#day").evaluate("day => day.scrollTop")
    book(rosa, norte.practitioners[0], "12:15", "nunez", MARIA)
    expect(berta.locator("article.appointment", has_text=MARIA)).to_have_count(1)
    expect(mine.locator("a")).to_be_focused()
    assert berta.locator("#day").evaluate("day => day.scrollTop") == scrolled


def test_what_the_other_changed_first_is_said_and_nothing_is_overwritten(desk, norte):
    rosa, berta = desk(RECEPTIONIST), desk(BOTH)
    open_day(rosa, coming(15))
    card = book(rosa, norte.practitioners[0], "10:15", "nunez", MARIA)
    open_day(berta, coming(15))
    berta.locator("article.appointment").click()
    berta.locator("#panel a[aria-keyshortcuts=M]").click()
    berta.locator("#panel").get_by_label("Hora").fill("13:00")
    card.locator("a").focus()
    rosa.keyboard.press("c")
    expect(rosa.locator("article.appointment.is-confirmed")).to_have_count(1)
    berta.locator("#panel").get_by_role("button", name="Mover").click()
    expect(berta.locator("#panel .notice")).to_be_visible()
    expect(berta.locator("#panel").get_by_label("Hora")).to_have_value("13:00")
    berta.locator("#panel").get_by_role("button", name="Mover").click()
    expect(rosa.locator("article.appointment time")).to_have_text("13:00")


def test_two_tabs_on_two_clinics_never_mix(desk, portal, norte, sur):
    page = desk(BOTH)
    open_day(page, coming(16))
    other = page.context.new_page()
    other.goto(f"{portal.url}/c/sur/agenda?day={coming(16)}")
    book(page, norte.practitioners[0], "10:15", "nunez", MARIA)
    other.reload()
    expect(other.locator("article.appointment")).to_have_count(0)
    panel = click_gap(other, sur.practitioners[0], "10:15")
    panel.get_by_role("combobox", name="Paciente").fill("nunez")
    expect(panel.get_by_role("option", name=MARIA)).to_have_count(0)


def test_a_stranger_gets_a_plain_page_with_a_way_back(desk, portal):
    page = desk(STRANGER)
    answer = page.goto(f"{portal.url}/c/norte/agenda")
    assert answer.status == 404
    expect(page.locator("main a, .signed-out a").first).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Norte")
