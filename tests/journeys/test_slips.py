"""In a hurry: double clicks, letters faster than their answers, an old panel, the way back, names of any length."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import assert_accessible
from tests.journeys.hands import Hands
from tests.journeys.steps import coming, open_day
from tests.stand.cast import RECEPTIONIST

INAKI = "Iñaki García López"
LONG = "Wenceslada" * 11


def test_in_a_hurry_nothing_is_doubled_lost_or_blamed_on_others(desk, norte):
    page, vega = desk(RECEPTIONIST), norte.practitioners[0]
    hands = Hands(page)
    page.goto(page.url.split("/c/")[0] + f"/c/norte/patients/{norte.patients[0]}")
    hands.today()
    day = page.locator("#day").get_attribute("data-day")
    hands.point(vega, "10:00")
    hands.choose("garcia inaki", INAKI)
    hands.panel.get_by_role("button", name="Agendar", exact=True).dblclick()
    hands.shut()
    card = hands.card(INAKI, "10:00")
    expect(card.locator("> a")).to_be_focused()
    page.keyboard.press("a")
    page.keyboard.press("e")
    page.keyboard.press("f")
    expect(page.locator("article.is-fulfilled", has_text=INAKI)).to_have_count(1)
    page.keyboard.press("b")
    expect(page.locator("article.is-booked", has_text=INAKI)).to_have_count(1)

    other = Hands(page.context.new_page())
    other.page.goto(page.url)
    open_day(other.page, day)
    for one in (hands, other):
        one.open(one.card(INAKI, "10:00"))
    hands.press(hands.panel.locator("button[value=arrived]"))
    hands.shut()
    other.press(other.panel.locator("button[value=noshow]"))
    expect(other.panel).to_contain_text("Abajo está como quedó.")
    assert_accessible(other.page)
    other.press(other.panel.locator("button[value=checked_in]"))
    other.shut()
    expect(other.page.locator("article.is-checked_in", has_text=INAKI)).to_have_count(1)
    other.page.close()

    page.locator("[data-step='1']").click()
    expect(page.locator("#day")).not_to_have_attribute("data-day", day)
    page.go_back()
    expect(page.locator("#day")).to_have_attribute("data-day", day)

    open_day(page, coming(120))
    hands.press(page.locator("#new-appointment"))
    recent = hands.panel.get_by_role("option", name="Nuevo paciente")
    expect(recent).to_be_visible()
    hands.press(recent)
    inline = hands.panel.locator("#patient-inline")
    for name, typed in (("given", LONG), ("family", "\u202eשלום 👩‍⚕️ De la O"), ("phone", "655 00 01 25")):
        inline.locator(f"[name$={name}]").fill(typed)
    hands.press(inline.locator("[data-inline-submit]"))
    expect(hands.panel.locator("#chosen-patient")).to_contain_text(LONG)
    hands.book()
    hands.shut()
    new = page.locator("article.appointment", has_text=re.compile("Wenceslada"))
    hands.open(new)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert hands.panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")
    assert_accessible(page)
    assert [line for line in page.complaints if "409" not in line] == []
