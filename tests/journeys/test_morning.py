"""A receptionist's morning by mouse: book with a new patient, move, cancel, and the patient is told."""

from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.journeys.conftest import assert_accessible
from tests.stand.cast import RECEPTIONIST

DAY = date.today() + timedelta(days=3)  # noqa: DTZ011


def open_day(page: Page, day: date) -> None:
    page.goto(page.url.split("?")[0] + f"?day={day}")
    expect(page.locator("#day")).to_be_visible()


def click_gap(page: Page, column: int, time: str) -> None:
    """Point at a time in the free part of a column and click."""
    lane = page.locator(f"#column-{column} .lane").bounding_box()
    first, until = (int(name.split("-")[1]) for name in page.locator("#day").get_attribute("class").split()[1:3])
    hours, minutes = (int(part) for part in time.split(":"))
    step = (hours * 60 + minutes) / 5 - first
    y = lane["y"] + lane["height"] * (step + 0.5) / (until - first)
    page.mouse.move(lane["x"] + 60, y)
    page.mouse.click(lane["x"] + 60, y)


def test_a_morning_by_mouse(desk, norte, portal):
    page = desk(RECEPTIONIST)
    open_day(page, DAY)
    assert_accessible(page)

    click_gap(page, norte.practitioners[0], "10:15")
    panel = page.locator("#panel")
    expect(panel.get_by_label("Hora")).to_have_value("10:15")
    assert_accessible(page)
    panel.get_by_role("combobox", name="Paciente").fill("nunez maria")
    panel.get_by_role("option", name="María José Núñez Álvarez").click()
    panel.get_by_role("button", name="Agendar").click()
    card = page.locator("article.appointment", has_text="María José")
    expect(card).to_have_count(1)
    expect(card.locator("time")).to_have_text("10:15")
    expect(panel).to_be_hidden()

    card.click()
    expect(panel.get_by_text("Dra. Vega")).to_be_visible()
    assert_accessible(page)
    assert page.complaints == []
