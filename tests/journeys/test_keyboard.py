"""The same morning by keyboard alone."""

from playwright.sync_api import expect

from tests.journeys.steps import coming, open_day
from tests.stand.cast import RECEPTIONIST

MARIA = "María José Núñez Álvarez"


def focused(page) -> str:
    return page.evaluate("document.activeElement.closest('[id]')?.id ?? ''")


def test_book_mark_move_and_cancel_without_a_mouse(desk, norte):
    page = desk(RECEPTIONIST)
    open_day(page, coming(10))
    keys = page.keyboard
    panel = page.locator("#panel")

    keys.press("g")
    assert focused(page).startswith("gap-")
    for _quarter in range(5):
        keys.press("ArrowDown")
    expect(page.locator(".ghost")).to_have_text("09:15")
    keys.press("Enter")
    expect(panel.get_by_role("combobox", name="Paciente")).to_be_focused()
    expect(panel.get_by_label("Hora")).to_have_value("09:15")
    keys.type("nunez")
    expect(panel.get_by_role("option", name=MARIA)).to_be_visible()
    keys.press("Enter")
    expect(panel.locator("#chosen-patient")).to_contain_text(MARIA)
    panel.get_by_label("Minutos").focus()
    keys.press("Enter")
    card = page.locator("article.appointment", has_text=MARIA)
    expect(card).to_have_count(1)
    expect(card.locator("a")).to_be_focused()

    keys.press("c")
    expect(page.locator("article.appointment.is-confirmed")).to_have_count(1)
    expect(card.locator("a")).to_be_focused()
    keys.press("a")
    expect(page.locator("#toasts")).to_contain_text("Todavía no ha llegado el día de esta cita.")
    expect(page.locator("article.appointment.is-confirmed")).to_have_count(1)

    keys.press("m")
    expect(panel.get_by_label("Hora")).to_be_visible()
    panel.get_by_label("Hora").focus()
    panel.get_by_label("Hora").fill("11:00")
    keys.press("Enter")
    expect(card.locator("time")).to_have_text("11:00")

    expect(card.locator("a")).to_be_focused()
    keys.press("x")
    expect(panel.get_by_label("El paciente no puede venir")).to_be_visible()
    panel.get_by_label("El paciente no puede venir").focus()
    keys.press("Space")
    keys.press("Enter")
    expect(page.locator("article.appointment")).to_have_count(0)
    assert [line for line in page.complaints if "409" not in line] == []


def test_arrows_go_from_thing_to_thing_and_tab_leaves_the_board(desk, norte):
    page = desk(RECEPTIONIST)
    open_day(page, coming(11))
    keys = page.keyboard
    keys.press("g")
    first = focused(page)
    keys.press("ArrowRight")
    assert focused(page) == first.replace(f"gap-{norte.practitioners[0]}", f"gap-{norte.practitioners[1]}")
    keys.press("ArrowLeft")
    assert focused(page) == first
    assert page.locator("#day [tabindex='0']").count() == 1
    keys.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    keys.press("Escape")
    keys.press("/")
    expect(page.locator("#site-search")).to_be_focused()
