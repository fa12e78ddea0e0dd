"""Other ways to look at the agenda and to put things elsewhere: week, month, edges, cut and paste."""

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import book, choose_patient, coming, drag, open_day, origin, point_of
from tests.stand.cast import RECEPTIONIST

MARIA = "María José Núñez Álvarez"


def test_an_appointment_grows_by_its_edge_and_leaving_it_moves_nothing(desk, norte):
    page = desk(RECEPTIONIST)
    open_day(page, coming(31))
    card = book(page, norte.practitioners[0], "10:00", "nunez", MARIA)
    box = card.bounding_box()
    card.hover(position={"x": 60, "y": box["height"] - 3})
    page.mouse.down()
    _, below = point_of(page, norte.practitioners[0], "11:00")
    page.mouse.move(box["x"] + 60, below, steps=5)
    page.mouse.up()
    strip = page.locator("#proposal")
    expect(strip).to_contain_text("60 minutos, hasta las 11:00, en lugar de 30.")
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(strip).to_have_count(0)
    expect(card).to_have_attribute("data-minutes", "30")
    drag(page, card, norte.practitioners[1], "12:00", answer="No, sin avisar")
    expect(page.locator("article.appointment", has_text=MARIA).locator("time")).to_have_text("12:00")
    assert page.complaints == []


def test_cut_on_one_day_and_paste_in_the_week_of_another_practitioner_by_keyboard(desk, norte):
    page = desk(RECEPTIONIST)
    day = coming(32)
    open_day(page, day)
    card = book(page, norte.practitioners[0], "10:00", "nunez", MARIA)
    page.keyboard.press("k")
    expect(page.locator("#cut")).to_be_visible()
    expect(page.locator("article.is-cut")).to_have_count(1)
    page.goto(f"{origin(page)}/c/norte/agenda/week?day={coming(39)}&by=practitioner&whose={norte.practitioners[1]}")
    expect(page.locator("#cut")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+v")
    expect(page.locator("#proposal button[value='']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("article.appointment", has_text=MARIA)).to_have_count(1)
    expect(page.locator("#cut")).to_be_hidden()
    open_day(page, day)
    expect(card).to_have_count(0)
    assert page.complaints == []


def test_the_week_books_where_one_points_and_the_month_leads_to_its_days(desk, norte):
    page = desk(RECEPTIONIST)
    day = coming(34)
    page.goto(f"{origin(page)}/c/norte/agenda/week?day={day}&by=practitioner&whose={norte.practitioners[0]}")
    gap = page.locator(f"#column-{day} .gap").first
    gap.scroll_into_view_if_needed()
    gap.click(position={"x": 40, "y": 12})
    panel = page.locator("#panel")
    expect(panel.locator("input[name=day]")).to_have_value(day.isoformat())
    choose_patient(panel, "nunez", MARIA)
    panel.get_by_role("button", name="Agendar").click()
    expect(page.locator(f"#column-{day} article.appointment", has_text=MARIA)).to_have_count(1)
    assert_accessible(page)
    page.get_by_role("button", name="Mes", exact=True).click()
    cell = page.locator(f"#day-{day}")
    expect(cell).to_contain_text("cita")
    assert_accessible(page)
    cell.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator("#day")).to_have_attribute("data-day", day.isoformat())
    expect(page.locator(f"#column-{norte.practitioners[0]} article", has_text=MARIA)).to_have_count(1)
    assert page.complaints == []


def test_week_and_month_on_a_phone_and_without_scripts(desk, norte):
    page = desk(RECEPTIONIST, viewport=PHONE, java_script_enabled=False)
    page.goto(f"{origin(page)}/c/norte/agenda/month")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Semana", exact=True).click()
    page.locator("#day .gap").first.click()
    expect(page.locator("#booking-form")).to_be_visible()
