"""A receptionist's morning by mouse: book, meet a clash, register in place, drag, mark, cancel; patients are told."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import assert_accessible
from tests.journeys.steps import book, choose_patient, click_gap, coming, drag, open_day
from tests.stand.cast import RECEPTIONIST

MARIA, INAKI = "María José Núñez Álvarez", "Iñaki García López"


def test_booking_by_a_click_and_a_clash_with_three_ways_out(desk, norte):
    page = desk(RECEPTIONIST)
    open_day(page, coming(3))
    assert_accessible(page)
    card = book(page, norte.practitioners[0], "10:15", "nunez maria", MARIA)
    assert_accessible(page)

    panel = click_gap(page, norte.practitioners[0], "11:00")
    assert_accessible(page)
    choose_patient(panel, "622222222", INAKI)
    panel.get_by_label("Hora").fill("10:30")
    panel.get_by_label("Nota").fill("Viene con su hija")
    panel.get_by_role("button", name="Agendar").click()
    clash = panel.locator("#clash")
    expect(clash).to_contain_text(MARIA)
    expect(clash.locator("button[name=at]")).to_have_count(3)
    expect(panel.get_by_label("Nota")).to_have_value("Viene con su hija")
    assert_accessible(page)
    clash.locator("button[name=at]").first.click()
    expect(page.locator("article.appointment", has_text=INAKI)).to_have_count(1)

    card.click()
    expect(panel).to_contain_text("611")
    assert_accessible(page)
    assert [line for line in page.complaints if "409" not in line] == []


def test_a_new_patient_is_registered_while_booking_and_a_likely_duplicate_is_asked_about(desk, norte):
    page = desk(RECEPTIONIST)
    open_day(page, coming(4))
    panel = click_gap(page, norte.practitioners[0], "09:00")
    panel.locator("#patient-new").click()
    inline = panel.locator("#patient-inline")
    inline.locator("[name$=given]").fill("Maria Jose")
    inline.locator("[name$=family]").fill("Nunez Alvarez")
    inline.locator("[name$=phone]").fill("611 11 11 11")
    inline.locator("[data-inline-submit]").click()
    expect(panel.locator(".duplicates")).to_contain_text(MARIA)
    assert_accessible(page)
    panel.locator(".duplicates button", has_text=re.compile("otra persona|somebody else")).click()
    expect(panel.locator("#chosen-patient")).to_contain_text("Maria Jose Nunez Alvarez")
    panel.get_by_role("button", name="Agendar").click()
    expect(page.locator("article.appointment", has_text="Maria Jose Nunez Alvarez")).to_have_count(1)


def test_an_appointment_is_dragged_to_another_time_and_another_column(desk, norte):
    page = desk(RECEPTIONIST)
    open_day(page, coming(5))
    card = book(page, norte.practitioners[0], "10:00", "nunez", MARIA)
    drag(page, card, norte.practitioners[1], "12:30")
    moved = page.locator(f"#column-{norte.practitioners[1]} article.appointment", has_text=MARIA)
    expect(moved.locator("time")).to_have_text("12:30")
    expect(page.locator(f"#column-{norte.practitioners[0]} article.appointment")).to_have_count(0)

    other = book(page, norte.practitioners[1], "13:30", "garcia inaki", INAKI)
    drag(page, other, norte.practitioners[1], "12:30")
    expect(page.locator("#panel #clash")).to_contain_text(MARIA)
    expect(page.locator("#panel #clash button[name=at]")).to_have_count(3)


def test_states_by_the_panels_buttons_and_a_cancellation_with_its_reason(desk, norte):
    page = desk(RECEPTIONIST)
    open_day(page, coming(6))
    card = book(page, norte.practitioners[0], "10:00", "nunez", MARIA)
    card.click()
    panel = page.locator("#panel")
    panel.get_by_role("button", name="Confirmada").click()
    expect(page.locator("article.appointment.is-confirmed")).to_have_count(1)
    page.locator("article.appointment").click()
    expect(panel.locator("#states-title")).to_be_visible()
    expect(panel.locator("button[name=status]")).to_have_count(0)
    panel.locator("a.is-cancelled").click()
    panel.get_by_label("El paciente no puede venir").check()
    assert_accessible(page)
    panel.get_by_role("button", name="Cancelar").click()
    expect(page.locator("article.appointment")).to_have_count(0)
    page.get_by_role("switch", name="Ver canceladas").check()
    expect(page.locator("article.appointment.is-cancelled")).to_have_count(1)


def test_the_patient_is_told_and_the_tick_appears_by_itself(desk, norte, portal):
    page = desk(RECEPTIONIST)
    open_day(page, coming(7))
    card = book(page, norte.practitioners[0], "10:00", "nunez", MARIA)
    expect(card.locator(".told")).to_have_count(1, timeout=20_000)
    card.click()
    expect(page.locator("#panel")).to_contain_text("SMS")
    page.goto(f"{portal.url}/mailbox")
    expect(page.locator("main")).to_contain_text("10:00")
    assert_accessible(page)
