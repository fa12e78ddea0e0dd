"""The agenda in English, dark, compact and on a phone: axe finds nothing, and nothing scrolls sideways."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import coming, open_day, origin
from tests.stand.cast import RECEPTIONIST

FACES = {
    "english": {"cookies": {"language": "en"}},
    "dark": {"color_scheme": "dark"},
    "compact": {"cookies": {"density": "compact"}},
    "phone": {"viewport": PHONE, "has_touch": True},
}


@pytest.mark.parametrize("face", FACES)
def test_the_day_the_form_and_the_mail_box(desk, face: str) -> None:
    options = dict(FACES[face])
    cookies = options.pop("cookies", {})
    page: Page = desk(RECEPTIONIST, **options)
    page.context.add_cookies([{"name": name, "value": value, "url": origin(page)} for name, value in cookies.items()])
    open_day(page, coming(30))
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#new-appointment").click()
    expect(page.locator("#booking-form")).to_be_visible()
    if face == "english":
        expect(page.locator("#panel-title")).to_have_text("New appointment")
    assert_accessible(page)
    for path in ("/c/norte/catalogs/diseases", "/c/norte/patients", "/mailbox"):
        page.goto(f"{origin(page)}{path}")
        assert_accessible(page)
