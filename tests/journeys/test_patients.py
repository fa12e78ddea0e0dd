"""Patients in a real browser: found while one types, registered once, edited by two, also without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import click_gap, coming, open_day
from tests.stand.cast import PASSWORD, RECEPTIONIST

RECORD = re.compile(r"/patients/\d+$")


def register(page, home, given, family, phone, **more):
    page.goto(f"{home}/new")
    for name, value in {"given": given, "family": family, "phone": phone, **more}.items():
        page.fill(f"[name={name}]", value)
    page.locator("#patient-form .button.primary").click()
    page.wait_for_url(RECORD)
    return page.url


@pytest.fixture
def home(portal):
    return f"{portal.url}/c/norte/patients"


def test_the_top_search_by_keyboard_and_the_recent_ones(desk, home):
    page = desk(RECEPTIONIST)
    address = register(page, home, "Rosalía", "Quintana Soler", "600111222", birth_date="1984-05-06")
    assert_accessible(page)
    page.goto(home)
    assert_accessible(page)
    page.keyboard.press("/")
    options = page.locator("#site-search-list")
    expect(options.get_by_role("option", name="Rosalía Quintana Soler")).to_be_visible()
    assert_accessible(page)
    page.keyboard.type("soler quint")
    expect(options.get_by_role("option", name="Rosalía")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.get_by_role("option", name="Registrar")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    page.set_viewport_size(PHONE)
    assert_accessible(page)


def test_the_list_narrows_while_one_types(desk, home):
    page = desk(RECEPTIONIST)
    register(page, home, "Begoña", "Zubizarreta Etxeberria", "600111333")
    page.goto(home)
    page.fill("#patient-query", "etxe beg")
    expect(page.locator("#patient-list tbody tr")).to_have_count(1)
    page.fill("#patient-query", "nadie se llama así")
    expect(page.locator("#patient-list .empty")).to_be_visible()
    assert_accessible(page)


def test_the_warning_comes_while_one_types_and_enter_is_no_answer(desk, home):
    page = desk(RECEPTIONIST)
    address = register(page, home, "Nicanor", "Urrutia Sanz", "600111444")
    page.goto(f"{home}/new")
    page.fill("[name=given]", "Otro")
    page.fill("[name=family]", "Hermano Sanz")
    page.fill("[name=phone]", "600 11 14 44")
    page.press("[name=phone]", "Tab")
    warning = page.locator("#likely-duplicates .duplicates")
    expect(warning).to_contain_text("Nicanor Urrutia Sanz")
    assert_accessible(page)
    page.press("[name=phone]", "Enter")
    expect(warning).to_be_focused()
    assert_accessible(page)
    expect(page.locator("[name=given]")).to_have_value("Otro")
    page.get_by_role("link", name="Es esta persona").click()
    page.wait_for_url(address)
    page.go_back()
    page.goto(f"{home}/new")
    page.fill("[name=given]", "Otro")
    page.fill("[name=family]", "Hermano Sanz")
    page.fill("[name=phone]", "600111444")
    page.press("[name=phone]", "Tab")
    page.get_by_role("button", name="Es otra persona").click()
    page.wait_for_url(RECORD)
    assert page.url != address


def test_two_edit_one_record_and_neither_loses_a_word(desk, home):
    slow, quick = desk(RECEPTIONIST), desk(RECEPTIONIST)
    address = register(slow, home, "Obdulia", "Peral Cid", "600111555", notes="Antes")
    for page in (slow, quick):
        page.goto(f"{address}/edit")
    quick.fill("[name=notes]", "Lo de la otra mesa")
    quick.fill("[name=phone]", "600 99 99 99")
    quick.locator("#patient-form .button.primary").click()
    quick.wait_for_url(address)
    slow.fill("[name=notes]", "Lo mío")
    slow.press("[name=given]", "Enter")
    expect(slow.locator("#theirs")).to_be_focused()
    expect(slow.locator("#notes-theirs")).to_contain_text("Lo de la otra mesa")
    expect(slow.locator("[name=notes]")).to_have_value("Lo mío")
    assert_accessible(slow)
    slow.locator("#phone-theirs").get_by_role("button").click()
    expect(slow.locator("[name=phone]")).to_have_value("600 99 99 99")
    expect(slow.locator("[name=phone]")).to_be_focused()
    expect(slow.locator("[name=notes]")).to_have_value("Lo mío")
    slow.press("[name=given]", "Enter")
    slow.wait_for_url(address)
    expect(slow.locator("main")).to_contain_text("Lo mío")
    expect(slow.locator("main")).to_contain_text("600 99 99 99")


def test_registering_inside_the_booking_form_by_keyboard(desk, home, norte):
    page = desk(RECEPTIONIST)
    register(page, home, "Tecla", "Ferrán Bou", "600111666")
    open_day(page, coming(40))
    panel = click_gap(page, norte.practitioners[0], "09:00")
    page.keyboard.type("Elena Bou")
    expect(panel.get_by_role("option", name="Registrar")).to_be_visible()
    page.keyboard.press("Enter")
    expect(panel.locator("[name=new-phone]")).to_be_focused()
    expect(panel.locator("[name=new-given]")).to_have_value("Elena")
    assert_accessible(page)
    page.keyboard.type("600111666")
    page.keyboard.press("Enter")
    expect(panel.locator(".duplicates")).to_be_focused()
    expect(panel.locator("#booking-form")).to_be_visible()
    assert_accessible(page)
    panel.get_by_role("button", name="Usar este paciente").click()
    expect(panel.locator("#chosen-patient")).to_contain_text("Tecla Ferrán Bou")
    expect(panel.locator("#change-patient")).to_be_focused()
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect(panel.get_by_role("combobox", name="Paciente")).to_be_focused()


def test_all_of_it_without_scripts(contexts, portal, home):
    page = contexts(java_script_enabled=False, locale="en-GB").new_page()
    page.goto(f"{portal.url}/login")
    page.fill("input[name=email]", RECEPTIONIST)
    page.fill("input[name=password]", PASSWORD)
    page.click("form:has(input[name=password]) button[type=submit]")
    address = register(page, home, "Plácido", "Llorens Vila", "600111777")
    page.goto(f"{home}?q=vila+pla")
    page.get_by_role("link", name="Plácido Llorens Vila").first.click()
    page.goto(f"{home}/new")
    page.fill("[name=given]", "Plácido")
    page.fill("[name=family]", "Yorens Bila")
    page.fill("[name=phone]", "600111778")
    page.press("[name=phone]", "Enter")
    expect(page.locator(".duplicates")).to_contain_text("Plácido Llorens Vila")
    page.locator(".duplicates").get_by_role("button").click()
    page.wait_for_url(RECORD)
    page.goto(f"{address}/edit")
    page.fill("[name=notes]", "Sin guiones")
    page.press("[name=given]", "Enter")
    page.wait_for_url(address)
    expect(page.locator("main")).to_contain_text("Sin guiones")


def test_in_english_too(desk, home):
    page = desk(RECEPTIONIST)
    page.context.add_cookies([{"name": "language", "value": "en", "url": home}])
    page.goto(f"{home}/new")
    expect(page.get_by_role("heading", level=1)).to_have_text("New patient")
    page.locator("#patient-form .button.primary").click()
    expect(page.locator(".error-summary")).to_be_visible()
    assert_accessible(page)
    page.goto(home)
    assert_accessible(page)
