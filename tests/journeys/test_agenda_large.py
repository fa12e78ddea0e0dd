"""A day of forty practitioners and six hundred appointments stays in hand: heads and hours stay, keys go far."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from clinic_portal.app import create_app
from clinic_portal.foundation.database import db
from clinic_portal.foundation.tenancy import inside
from tests.journeys.conftest import assert_accessible
from tests.journeys.steps import origin
from tests.stand.cast import STRANGER
from tests.stand.crowd import DAY, PRACTITIONERS, ROWS, make_crowd
from tests.stand.settings import portal_settings

FAR = 25
"""Columns to the right."""


@pytest.fixture
def crowd(portal, addresses, process_number, sur) -> list[int]:
    app = create_app(portal_settings(addresses, f"journeys_{process_number}", 14 - process_number))

    @contextmanager
    def entered() -> Iterator[None]:
        with app.app_context(), inside(sur.id):
            yield

    people = make_crowd(entered, sur, addresses.admin.rsplit("/", 1)[0] + f"/journeys_{process_number}")
    with app.app_context():
        db.engine.dispose()
    return people


def test_heads_and_hours_stay_in_sight_and_the_arrows_go_far(desk, crowd, sur):
    page = desk(STRANGER)
    page.goto(f"{origin(page)}/c/sur/agenda?day={DAY}")
    expect(page.locator("#day > .column")).to_have_count(PRACTITIONERS)
    assert page.locator("article.appointment").count() == ROWS
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.wait_for_selector("#day [tabindex='0']")
    page.keyboard.press("g")
    for _ in range(FAR):
        page.keyboard.press("ArrowRight")
    for _ in range(FAR):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('[data-column]').dataset.column") == str(crowd[FAR])
    day, gutter = page.locator("#day").bounding_box(), page.locator("#day > .hours").bounding_box()
    head = page.locator(f"#column-{crowd[FAR]} > .column-head").bounding_box()
    here = page.evaluate_handle("document.activeElement").as_element().bounding_box()
    assert abs(gutter["x"] - day["x"]) < 2
    assert abs(head["y"] - day["y"]) < 3
    assert here["x"] >= gutter["x"] + gutter["width"] - 3, "not beneath the hours"
    assert here["x"] + here["width"] <= day["x"] + day["width"] + 3
    assert here["y"] + here["height"] >= head["y"] + head["height"], "not beneath the heads"
    assert_accessible(page)
    assert page.complaints == []
