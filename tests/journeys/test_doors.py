"""The pages at the door and about oneself, in both languages, on a desk and on a phone: axe finds nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, assert_accessible
from tests.stand.cast import BOTH, PASSWORD

both_languages = pytest.mark.parametrize("locale", ["es-ES", "en-GB"])
both_sizes = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])


def sign_in(page: Page, password: str = PASSWORD) -> None:
    page.fill("input[name=email]", BOTH)
    page.fill("input[name=password]", password)
    page.click("form:has(input[name=password]) button[type=submit]")


@both_languages
@both_sizes
def test_before_one_is_signed_in(contexts, portal, locale, viewport):
    page = contexts(locale=locale, viewport=viewport).new_page()
    page.goto(f"{portal.url}/login")
    expect(page.locator("input[name=email]")).to_be_focused()
    assert_accessible(page)
    sign_in(page, "no es la suya")
    expect(page.get_by_role("alert")).to_be_focused()
    assert_accessible(page)
    page.goto(f"{portal.url}/password/forgotten")
    assert_accessible(page)
    page.fill("input[name=email]", "nadie@norte.example")
    page.click("form:has(input[name=email]) button[type=submit]")
    expect(page.locator("#link-sent")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{portal.url}/password/reset/none")
    expect(page.locator("#link-expired")).to_be_visible()
    assert_accessible(page)


@both_languages
@both_sizes
def test_about_oneself_and_ones_clinic(contexts, portal, locale, viewport):
    page = contexts(locale=locale, viewport=viewport).new_page()
    page.goto(f"{portal.url}/login?next=/clinics")
    sign_in(page)
    for address in ("/clinics", "/me/sessions", "/c/norte/settings"):
        page.goto(f"{portal.url}{address}")
        assert_accessible(page)


def test_a_plain_form_is_carried_through_signing_in_again(contexts, portal):
    page = contexts().new_page()
    page.goto(f"{portal.url}/login?next=/me/sessions")
    sign_in(page)
    page.wait_for_url("**/me/sessions")
    page.context.clear_cookies()
    page.locator("#sessions li", has_text="Esta").get_by_role("button").click()
    expect(page.get_by_role("heading", name="Su sesión ha terminado")).to_be_visible()
    assert_accessible(page)
    sign_in(page)
    expect(page.locator("main")).to_contain_text("como Berta Ambas (ambas@norte.example)")
    assert_accessible(page)


def test_a_session_is_ended_from_the_list_without_leaving_it(contexts, portal):
    pages = [contexts().new_page() for _browser in range(2)]
    for page in pages:
        page.goto(f"{portal.url}/login?next=/me/sessions")
        sign_in(page)
        page.wait_for_url("**/me/sessions")
    here, there = pages
    here.reload()
    rows = here.locator("#sessions li")
    before = rows.count()
    rows.filter(has_not_text="Esta").first.get_by_role("button", name="Cerrar").click()
    expect(rows).to_have_count(before - 1)
    expect(here.locator("#toasts")).to_contain_text("La sesión se ha cerrado.")
    there.reload()
    expect(there.locator("input[name=password]")).to_be_visible()
