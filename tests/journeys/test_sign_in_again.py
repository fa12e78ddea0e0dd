"""A session that ends while somebody types: sign in again in place, and nothing is lost."""

from playwright.sync_api import expect

from tests.journeys.conftest import assert_accessible
from tests.journeys.steps import choose_patient, click_gap, coming, open_day
from tests.stand.cast import BOTH, PASSWORD, RECEPTIONIST


def test_the_form_is_sent_again_after_signing_in_where_one_is(desk, norte):
    page = desk(RECEPTIONIST)
    open_day(page, coming(20))
    panel = click_gap(page, norte.practitioners[0], "10:15")
    choose_patient(panel, "nunez", "María José Núñez Álvarez")
    panel.get_by_label("Nota").fill("Trae la radiografía")
    page.context.clear_cookies()
    panel.get_by_role("button", name="Agendar").click()
    again = page.locator("#sign-in-again")
    expect(again).to_be_visible()
    assert_accessible(page)
    again.locator("input[name=email]").fill(RECEPTIONIST)
    again.locator("input[name=password]").fill("otra cosa que no es")
    again.locator("button[type=submit]").click()
    expect(again.locator(".error-summary, .field-error").first).to_be_visible()
    again.locator("input[name=password]").fill(PASSWORD)
    again.locator("button[type=submit]").click()
    expect(again).to_be_hidden()
    card = page.locator("article.appointment")
    expect(card).to_have_count(1)
    card.click()
    expect(page.locator("#panel")).to_contain_text("Trae la radiografía")


def test_another_person_is_named_before_the_form_goes_on_in_their_name(desk, norte):
    page = desk(RECEPTIONIST)
    open_day(page, coming(21))
    panel = click_gap(page, norte.practitioners[0], "10:15")
    choose_patient(panel, "nunez", "María José Núñez Álvarez")
    page.context.clear_cookies()
    panel.get_by_role("button", name="Agendar").click()
    again = page.locator("#sign-in-again")
    again.locator("input[name=email]").fill(BOTH)
    again.locator("input[name=password]").fill(PASSWORD)
    again.locator("button[type=submit]").click()
    expect(again).to_contain_text("Ha entrado como Berta Ambas")
    assert_accessible(page)
    expect(page.locator("article.appointment")).to_have_count(0)
    again.get_by_role("button", name="Enviarlo en mi nombre").click()
    expect(again).to_be_hidden()
    expect(page.locator("article.appointment")).to_have_count(1)


def test_an_agenda_that_was_left_open_asks_for_the_password_by_itself(desk, norte):
    page = desk(RECEPTIONIST)
    open_day(page, coming(22))
    page.context.clear_cookies()
    again = page.locator("#sign-in-again")
    expect(again).to_be_visible()
    expect(page.locator("#offline")).to_be_hidden()
    again.locator("input[name=email]").fill(RECEPTIONIST)
    page.wait_for_timeout(4000)
    expect(again.locator("input[name=email]")).to_have_value(RECEPTIONIST)
    again.locator("input[name=password]").fill(PASSWORD)
    again.locator("button[type=submit]").click()
    expect(again).to_be_hidden()
    with page.expect_response(lambda answer: "/agenda/board" in answer.url and answer.status == 304):
        pass
