"""Somebody will be away: written down, whom it hits moved; a week of its own, changed by two at once."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import book, coming, open_day, origin
from tests.stand.cast import ADMIN, RECEPTIONIST

MARIA = "María José Núñez Álvarez"


def availability(page: Page, whose: str) -> None:
    page.goto(f"{origin(page)}/c/norte/agenda/availability?whose={whose}")


def save(page: Page) -> None:
    page.keyboard.press("Control+Enter")
    expect(page.locator("#panel")).to_be_hidden()


def wide_enough(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_absence_is_written_by_keyboard_and_whom_it_hits_is_moved(desk, norte):
    page, day = desk(RECEPTIONIST), coming(115)
    open_day(page, day)
    book(page, norte.practitioners[0], "10:00", "nunez maria", MARIA)
    availability(page, "clinic-0")
    page.evaluate("window.stillHere = true")
    page.locator("#whose").focus()
    page.locator("#whose").select_option(label="Dra. Vega")
    expect(page.get_by_role("heading", level=1)).to_have_text("Disponibilidad: Dra. Vega")
    expect(page.locator("#whose")).to_be_focused()
    assert page.url.endswith(f"whose=practitioner-{norte.practitioners[0]}")
    assert_accessible(page)

    page.locator("#add-exception").press("Enter")
    expect(page.get_by_label("Desde el día")).to_be_focused()
    assert_accessible(page)
    page.get_by_label("Desde el día").fill(day.isoformat())
    page.locator("#opens").fill("10:00")
    page.locator("#closes").fill("09:00")
    page.get_by_label("Motivo").fill("Congreso")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#closes-error")).to_have_text("Termina antes de empezar.")
    expect(page.get_by_label("Motivo")).to_have_value("Congreso")
    assert_accessible(page)
    page.locator("#closes").fill("11:00")
    assert page.evaluate("window.stillHere"), "nothing of this loaded the page anew"
    page.keyboard.press("Control+Enter")

    hit = page.locator("#rescheduling-form tr", has_text=MARIA)
    expect(hit.get_by_role("checkbox")).to_be_checked()
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    assert wide_enough(page)
    assert_accessible(page)
    page.get_by_role("button", name="Mover lo señalado").press("Enter")
    expect(page.locator("#flashes")).to_contain_text("Se movió 1 cita.")
    open_day(page, day)
    expect(page.locator("#day .appointment", has_text=MARIA)).to_have_count(1)
    assert "10:00" not in page.locator("#day .appointment time").all_inner_texts()
    assert [line for line in page.complaints if "422" not in line] == []


def test_two_change_one_week_and_nothing_is_lost(desk, norte):
    first, second = desk(ADMIN), desk(ADMIN, viewport=PHONE, has_touch=True)
    for page in (first, second):
        availability(page, f"room-{norte.rooms[1]}")
    assert wide_enough(second)
    assert_accessible(second)
    first.locator("#add-rule").press("Enter")
    first.get_by_label("Desde el día").fill(coming(116).isoformat())
    first.get_by_label("Hasta el día").fill(coming(116).isoformat())
    first.get_by_label("lunes").fill("09:00-14:00, 16:00-20:00")
    first.get_by_label("martes").fill("9 a 2")
    first.keyboard.press("Control+Enter")
    expect(first.locator("#day_1-error")).to_be_visible()
    assert_accessible(first)
    first.get_by_label("martes").fill("09:00-14:00")
    save(first)
    expect(first.locator("#rules")).to_contain_text("09:00-14:00")

    second.reload()
    edit = second.locator("#rules").get_by_role("link", name="Editar")
    for page in (first, second):
        page.locator("#rules").get_by_role("link", name="Editar").click()
        expect(page.get_by_label("martes")).to_have_value("09:00-14:00")
    first.get_by_label("martes").fill("10:00-12:00")
    save(first)
    second.get_by_label("martes").fill("08:00-09:00")
    second.locator("#panel").get_by_role("button", name="Guardar").tap()
    expect(second.locator("#theirs")).to_contain_text("10:00-12:00")
    expect(second.get_by_label("martes")).to_have_value("08:00-09:00")
    assert_accessible(second)
    second.locator("#panel").get_by_role("button", name="Guardar").tap()
    expect(second.locator("#panel")).to_be_hidden()
    expect(edit).to_be_focused()
    first.locator("#rules").get_by_role("button", name="Terminar").press("Enter")
    expect(first.locator(".toast.error")).to_be_visible()
    first.reload()
    first.locator("#rules").get_by_role("button", name="Terminar").press("Enter")
    expect(first.locator("#rules")).to_contain_text("Vale la semana habitual.")
    assert [line for line in first.complaints if "422" not in line and "409" not in line] == []
