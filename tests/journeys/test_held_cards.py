"""While one hand holds a card, another changes the same day: nothing is lost, and the strip says what stands."""

import re

from playwright.sync_api import expect

from tests.journeys.steps import book, coming, open_day, point_of
from tests.stand.cast import BOTH, RECEPTIONIST

MARIA, INAKI = "María José Núñez Álvarez", "Iñaki García López"
WHILE_HELD_MS = 2_500
"""Longer than two questions of an open page."""


def test_a_drag_outlasts_what_another_hand_does_to_the_day_and_to_the_card(desk, norte):
    rosa, berta = desk(RECEPTIONIST), desk(BOTH)
    vega, soto = norte.practitioners
    day = coming(92)
    open_day(rosa, day)
    mine = book(rosa, vega, "10:00", "nunez", MARIA)
    other = book(rosa, soto, "10:00", "inaki", INAKI)
    rosa.keyboard.press("Escape")
    open_day(berta, day)
    x, y = point_of(rosa, vega, "12:00")
    box = mine.bounding_box()
    rosa.mouse.move(box["x"] + 50, box["y"] + 4)
    rosa.mouse.down()
    rosa.mouse.move(x, y - 20, steps=4)
    for name in (INAKI, MARIA):
        berta.locator("article.appointment", has_text=name).locator("a").focus()
        berta.keyboard.press("c")
        expect(berta.locator("article.is-confirmed", has_text=name)).to_have_count(1)
    rosa.wait_for_timeout(WHILE_HELD_MS)
    expect(rosa.locator("article.is-dragging", has_text=MARIA)).to_have_count(1)
    rosa.mouse.move(x, y, steps=4)
    rosa.mouse.up()
    rosa.locator("#proposal").get_by_text("No, sin avisar").click()
    expect(rosa.locator("#panel")).to_contain_text("Otra persona")
    expect(rosa.locator("#panel").get_by_label("Hora")).to_have_value("12:00")
    expect(other).to_have_class(re.compile("is-confirmed"))
    rosa.locator("#panel").get_by_role("button", name="Mover").click()
    for page in (rosa, berta):
        expect(page.locator("article.is-booked", has_text=MARIA).locator("time")).to_have_text("12:00")
