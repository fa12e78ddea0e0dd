"""What a person does at the agenda, step by step."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

HEADS = 90
"""So many pixels of the board its column heads may take."""


def coming(days: int) -> date:
    """A day of its own for each journey."""
    return date.today() + timedelta(days=days)  # noqa: DTZ011  # the browser's and the clinic's day are close enough


def origin(page: Page) -> str:
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}"


def open_day(page: Page, day: date, **more: str) -> None:
    extra = "".join(f"&{name}={value}" for name, value in more.items())
    page.goto(f"{origin(page)}/c/norte/agenda?day={day}{extra}")
    expect(page.locator("#day")).to_be_visible()
    page.wait_for_function("document.querySelector('#day .gap[tabindex], #day .appointment > a[tabindex]')")


def point_of(page: Page, column: int, time: str) -> tuple[float, float]:
    """Where a time of a column is on the screen."""
    lane = page.locator(f"#column-{column} .lane")
    first, until = (
        int(
            next(name for name in page.locator("#day").get_attribute("class").split() if name.startswith(edge))[
                len(edge) :
            ]
        )
        for edge in ("from-", "until-")
    )
    hours, minutes = (int(part) for part in time.split(":"))
    share = ((hours * 60 + minutes) / 5 + 0.4 - first) / (until - first)
    box = lane.bounding_box()
    board = page.locator("#day").bounding_box()
    lowest = min(board["y"] + board["height"], page.viewport_size["height"]) - 50
    if not board["y"] + HEADS < box["y"] + box["height"] * share < lowest:
        page.locator("#day").evaluate("(day, to) => { day.scrollTop = to }", box["height"] * share - 200)
        box = lane.bounding_box()
    return box["x"] + 80, box["y"] + box["height"] * share


def click_gap(page: Page, column: int, time: str) -> Locator:
    """Point at a free time and click; gives the panel with the form."""
    x, y = point_of(page, column, time)
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    expect(page.locator("#booking-form")).to_be_visible()
    return page.locator("#panel")


def choose_patient(panel: Locator, typed: str, name: str) -> None:
    panel.get_by_role("combobox", name="Paciente").fill(typed)
    panel.get_by_role("option", name=name).first.click()
    expect(panel.locator("#chosen-patient")).to_contain_text(name)


def book(page: Page, column: int, time: str, typed: str, name: str) -> Locator:
    """Book by mouse; gives the appointment's card."""
    panel = click_gap(page, column, time)
    choose_patient(panel, typed, name)
    panel.get_by_role("button", name="Agendar").click()
    card = page.locator("article.appointment", has_text=name).filter(has=page.locator(f"time:text-is('{time}')"))
    expect(card).to_have_count(1)
    expect(page.locator("#panel")).to_be_hidden()
    expect(card.locator("a")).to_be_focused()
    return card


def drag(page: Page, card: Locator, column: int, time: str, answer: str = "Sí, avisar") -> None:
    """Drag and, once the strip asks, answer it."""
    x, y = point_of(page, column, time)
    box = card.bounding_box()
    page.mouse.move(box["x"] + 50, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(x, y - 20, steps=4)
    page.mouse.move(x, y, steps=4)
    page.mouse.up()
    page.locator("#proposal").get_by_text(answer).click()
