"""A whole morning, from opening to closing: by mouse, and with fingers on a tablet that is turned halfway."""

from datetime import date

from playwright.sync_api import expect

from tests.journeys.conftest import assert_accessible
from tests.journeys.hands import Hands
from tests.journeys.steps import coming, drag, open_day
from tests.stand.cast import ADMIN

MARIA, INAKI = "María José Núñez Álvarez", "Iñaki García López"
MIDNIGHT = "00:00"
PORTRAIT, LANDSCAPE = {"width": 820, "height": 1180}, {"width": 1180, "height": 820}


def opening(hands: Hands, column: int, first: str, second: str, who: tuple[str, str, str]) -> None:
    """The first patient is new and comes; the same patient's time of last midnight was missed, whatever hour it is."""
    name = f"{who[0]} {who[1]}"
    hands.today()
    hands.point(column, first)
    hands.register(*who)
    hands.book()
    hands.shut()
    hands.mark(hands.card(name, first), "arrived")
    hands.point(column, second)
    hands.choose(who[1], name)
    hands.panel.get_by_label("Hora").fill(MIDNIGHT)
    hands.book()
    hands.press(hands.panel.get_by_role("button", name="Agendar de todos modos"))
    hands.shut()
    hands.mark(hands.card(name, MIDNIGHT), "noshow")
    assert_accessible(hands.page)


def waiting_room(hands: Hands, name: str, walk_in: tuple[str, str, str]) -> None:
    """Who has come is called, goes in and is done; somebody without appointment takes a ticket, and goes again."""
    page = hands.page
    hands.press(page.locator("#to-waiting-room"))
    hands.press(page.locator("#walk-in"))
    hands.register(*walk_in)
    hands.press(hands.panel.get_by_role("button", name="Dar turno"))
    hands.shut()
    hands.step(name, "c", "Llamado")
    hands.step(name, "e", "En atención")
    assert_accessible(page)
    hands.step(f"{walk_in[0]} {walk_in[1]}", "c", "Llamado")
    hands.press(page.locator("#queue .turn", has_text=name).locator("[data-key=f]"))
    expect(page.locator("#queue .queue-columns .turn", has_text=name)).to_have_count(0)
    hands.press(page.locator("#queue .turn", has_text=walk_in[0]).locator("[data-key=x]"))
    expect(page.locator("#queue .queue-columns .turn", has_text=walk_in[0])).to_have_count(0)


def overbooking(hands: Hands, column: int, time: str) -> None:
    """Two at one time: who is in the way is named, it is done on purpose, and taken back."""
    page = hands.page
    hands.press(page.locator("#new-appointment"))
    hands.choose("garcia inaki", INAKI)
    hands.panel.locator("#practitioner_id").select_option(str(column))
    hands.panel.get_by_label("Hora").fill(time)
    hands.book()
    expect(hands.panel.locator("#clash")).to_contain_text(MARIA)
    assert_accessible(page)
    hands.press(hands.panel.get_by_role("button", name="Agendar de todos modos"))
    hands.shut()
    hands.card(INAKI, time)
    hands.press(page.locator("#undo-last button"))
    expect(page.locator("article.appointment", has_text=INAKI)).to_have_count(0)


def who_waits(hands: Hands, name: str, day: date) -> None:
    """Somebody is put on the waiting list."""
    page = hands.page
    hands.press(page.locator("#to-waiting-list"))
    hands.press(page.locator("#add-waiting"))
    hands.choose(name.split()[1], name)
    for label in ("Desde el día", "Hasta el día"):
        hands.panel.get_by_label(label).fill(day.isoformat())
    hands.press(hands.panel.get_by_role("button", name="Guardar"))
    expect(page.locator("#waitlist-table")).to_contain_text(name)
    assert_accessible(page)


def gap_is_filled(hands: Hands, time: str, name: str) -> None:
    """One cancels, and who fits the freed time is booked by one press."""
    panel = hands.open(hands.card(MARIA, time))
    hands.press(panel.locator("a.is-cancelled"))
    hands.press(panel.get_by_label("El paciente no puede venir"))
    hands.press(panel.get_by_role("button", name="Cancelar"))
    fits = panel.locator("#fits-form li", has_text=name)
    expect(fits).to_be_visible()
    assert_accessible(hands.page)
    hands.press(fits.locator("button[name=book]"))
    hands.shut()
    hands.card(name, time)


def closing(hands: Hands, name: str) -> None:
    """Nothing is left open; who was said to be missing came after all."""
    page = hands.page
    hands.press(page.locator("#to-waiting-room"))
    hands.press(page.get_by_role("link", name="Cierre del día"))
    missed = page.get_by_role("region", name="No vinieron")
    expect(missed).to_contain_text(name)
    expect(page.get_by_role("region", name="Sin estado final")).not_to_contain_text(name)
    assert_accessible(page)
    hands.press(missed.get_by_role("button", name=name))
    expect(missed).not_to_contain_text(name)


def test_by_mouse(desk, norte):
    page, day, vega = desk(ADMIN), coming(117), norte.practitioners[0]
    hands, name = Hands(page), "Aurora Ratón"
    opening(hands, vega, "08:00", "08:30", ("Aurora", "Ratón", "655 00 01 17"))
    waiting_room(hands, name, ("Benita", "Sincita", "655 00 01 18"))
    open_day(page, day)
    hands.point(vega, "10:00")
    hands.choose("nunez maria", MARIA)
    hands.book()
    hands.shut()
    drag(page, hands.card(MARIA, "10:00"), vega, "11:00", "No, sin avisar")
    hands.card(MARIA, "11:00")
    hands.leave()
    overbooking(hands, vega, "11:00")
    who_waits(hands, name, day)
    open_day(page, day)
    gap_is_filled(hands, "11:00", name)
    hands.point(vega, "12:00")
    hands.choose("garcia inaki", INAKI)
    hands.press(hands.panel.get_by_text("Repetir"))
    hands.panel.locator("#unit").select_option("day")
    hands.panel.get_by_label("Veces").fill("2")
    hands.press(hands.panel.get_by_role("button", name="Ver las horas"))
    hands.press(hands.panel.get_by_role("button", name="Agendar la serie"))
    hands.card(INAKI, "12:00")
    closing(hands, name)
    assert [line for line in page.complaints if "409" not in line] == []


def test_with_fingers_on_a_tablet(desk, norte):
    page, day, soto = desk(ADMIN, viewport=PORTRAIT, has_touch=True), coming(121), norte.practitioners[1]
    hands, name = Hands(page, fingers=True), "Carla Tableta"
    opening(hands, soto, "12:00", "12:30", ("Carla", "Tableta", "655 00 01 21"))
    waiting_room(hands, name, ("Delfín", "Deprisa", "655 00 01 22"))
    open_day(page, day)
    hands.point(soto, "10:00")
    hands.choose("nunez maria", MARIA)
    hands.book()
    hands.shut()
    page.set_viewport_size(LANDSCAPE)
    assert_accessible(page)
    hands.press(hands.open(hands.card(MARIA, "10:00")).locator("a[aria-keyshortcuts=M]"))
    hands.panel.get_by_label("Hora").fill("11:00")
    hands.press(hands.panel.get_by_role("button", name="Mover", exact=True))
    hands.card(MARIA, "11:00")
    hands.leave()
    overbooking(hands, soto, "11:00")
    who_waits(hands, name, day)
    open_day(page, day)
    gap_is_filled(hands, "11:00", name)
    closing(hands, name)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [line for line in page.complaints if "409" not in line] == []
