"""A whole morning from the keyboard alone: nothing is clicked, and wherever the focus goes, it is seen."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import assert_accessible
from tests.journeys.steps import coming
from tests.stand.cast import ADMIN

MARIA, INAKI = "María José Núñez Álvarez", "Iñaki García López"
SEEN = """() => {
  const { activeElement: here } = document, box = here.getBoundingClientRect();
  const parts = [here, here.closest('.combobox, .field, .segmented, .switch, .check, article, .turn')].filter(Boolean);
  const drawn = parts.some((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  });
  const within = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return here === document.body ? 'nothing' : !within ? 'out of sight' : drawn ? 'seen' : 'not drawn';
}"""


class Keys:
    """A keyboard; after each step the focus is where it is expected, and can be seen."""

    def __init__(self, page: Page) -> None:
        self.page, self.panel = page, page.locator("#panel")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def at(self, thing: Locator) -> None:
        expect(thing).to_be_focused()
        assert self.page.evaluate(SEEN) == "seen", thing

    def tab_to(self, thing: Locator, most: int = 60, key: str = "Tab") -> None:
        """As many Tabs as it takes."""
        expect(thing).to_be_visible()
        for _ in range(most):
            if thing.evaluate("one => one === document.activeElement"):
                return self.at(thing)
            self.page.keyboard.press(key)
        raise AssertionError(f"Tab never reaches {thing}")

    def find(self, typed: str, name: str) -> None:
        field = self.panel.get_by_role("combobox", name="Paciente")
        self.at(field)
        self.type(typed)
        expect(self.panel.get_by_role("option", name=name)).to_be_visible()
        self.press("Enter")
        expect(self.panel.locator("#chosen-patient")).to_contain_text(name)

    def save(self) -> None:
        self.press("Control+Enter")

    def card(self, name: str, time: str) -> Locator:
        on_time = self.page.locator(f"time:text-is('{time}')")
        found = self.page.locator("article.appointment", has_text=name).filter(has=on_time)
        expect(found).to_have_count(1)
        return found

    def register(self, given: str, family: str, phone: str) -> None:
        self.at(self.panel.get_by_role("combobox", name="Paciente"))
        self.press("Tab", "Enter")
        self.at(self.panel.locator("#patient-inline [name$=given]"))
        for part in (given, family):
            self.type(part)
            self.press("Tab")
        self.type(phone)
        self.press("Enter")
        expect(self.panel.locator("#chosen-patient")).to_contain_text(f"{given} {family}")

    def go(self, link: Locator) -> None:
        self.tab_to(link)
        self.press("Enter")


def test_by_keyboard_alone(desk, norte):
    page, name, day = desk(ADMIN), "Dorotea Teclado", coming(119)
    keys, front = Keys(page), page.url.split("/c/")[0] + "/c/norte/agenda"
    page.goto(front)
    opening(keys, norte.practitioners[1], name)
    waiting_room(keys, name)
    who_waits(keys, front, name)
    page.goto(f"{front}?day={day}")
    conflict(keys)
    gap_is_filled(keys, name)
    closing(keys, name)
    assert [line for line in page.complaints if "409" not in line] == []


def opening(keys: Keys, column: int, name: str) -> None:
    """A new patient is registered, booked, and comes; their time of last midnight was missed, whatever hour it is."""
    page = keys.page
    expect(page.locator("#day [tabindex='0']")).to_have_count(1)
    keys.press("g", "ArrowRight")
    keys.tab_to(page.locator(f"#column-{column} .gap").first, key="ArrowDown")
    keys.press("Enter")
    keys.register("Dorotea", "Teclado", "655000119")
    keys.save()
    keys.at(keys.card(name, "08:00").locator("> a"))
    keys.press("a")
    expect(page.locator("article.is-arrived", has_text=name)).to_have_count(1)
    keys.at(keys.card(name, "08:00").locator("> a"))
    keys.press("ArrowDown", "Enter")
    keys.find("teclado", name)
    keys.tab_to(keys.panel.get_by_label("Hora"))
    keys.type("0000")
    keys.save()
    keys.go(keys.panel.get_by_role("button", name="Agendar de todos modos"))
    keys.at(keys.card(name, "00:00").locator("> a"))
    keys.press("n")
    expect(page.locator("article.is-noshow", has_text=name)).to_have_count(1)


def waiting_room(keys: Keys, name: str) -> None:
    """Called, taken back and called again, in, done; one without appointment takes a ticket and goes."""
    page = keys.page
    keys.go(page.locator("#to-waiting-room"))
    expect(page.locator("#queue .turn", has_text=name)).to_have_count(1)
    assert_accessible(page)
    keys.press("w")
    keys.register("Emilio", "Espontáneo", "655000120")
    keys.save()
    expect(keys.panel).to_be_hidden()
    for who, letters in ((name, "czcef"), ("Emilio Espontáneo", "cx")):
        turn = page.locator("#queue .turn", has_text=who)
        for letter in letters:
            keys.tab_to(turn.locator(".turn-who"), key="ArrowDown" if letter == letters[0] else "Tab")
            keys.press(letter)
            expect(turn).to_contain_text(AFTER[letter])
        expect(page.locator("#queue .queue-columns .turn", has_text=who)).to_have_count(0)


AFTER = {"c": "Llamado", "z": "En espera", "e": "En atención", "f": "Atendid", "x": "Se fue"}
"""What a card says after a letter."""


def who_waits(keys: Keys, front: str, name: str) -> None:
    """The waiting list, from the waiting room, by its address."""
    page = keys.page
    page.goto(f"{front}/waiting-list")
    keys.go(page.locator("#add-waiting"))
    keys.find("teclado", name)
    keys.save()
    expect(page.locator("#waitlist-table")).to_contain_text(name)


def conflict(keys: Keys) -> None:
    """A second patient runs into the first one, who is named; put there on purpose, and taken back."""
    page = keys.page
    expect(page.locator("#day [tabindex='0']")).to_have_count(1)
    keys.press("g", *["ArrowDown"] * 8)
    expect(page.locator(".ghost")).to_have_text("10:00")
    keys.press("Enter")
    keys.find("nunez maria", MARIA)
    keys.save()
    keys.at(keys.card(MARIA, "10:00").locator("> a"))
    keys.press("ArrowUp", *["ArrowDown"] * 7)
    expect(page.locator(".ghost")).to_have_text("09:45")
    keys.press("Enter")
    keys.find("garcia inaki", INAKI)
    keys.save()
    expect(keys.panel.locator("#clash")).to_contain_text(MARIA)
    assert_accessible(page)
    keys.go(keys.panel.get_by_role("button", name="Agendar de todos modos"))
    keys.at(keys.card(INAKI, "09:45").locator("> a"))
    keys.press("u")
    expect(page.locator("article.appointment", has_text=INAKI)).to_have_count(0)


def gap_is_filled(keys: Keys, name: str) -> None:
    """The first is cut and put elsewhere, then cancelled; who fits the freed time is booked."""
    page = keys.page
    keys.press("g")
    keys.tab_to(keys.card(MARIA, "10:00").locator("> a"), key="ArrowDown")
    keys.press("k", *["ArrowDown"] * 3, "p")
    keys.at(page.locator("#proposal button[value='']"))
    keys.press("Tab", "Enter")
    moved = page.locator("article.appointment", has_text=MARIA)
    expect(moved.locator("time")).not_to_have_text("10:00")
    expect(keys.panel.locator("#fits-form")).to_contain_text(name)
    keys.press("Escape")
    expect(keys.panel).to_be_hidden()
    keys.press("g")
    keys.at(moved.locator("> a"))
    keys.press("x")
    keys.tab_to(keys.panel.get_by_role("radio").first)
    keys.press("Space", "Enter")
    keys.go(keys.panel.locator("#fits-form li", has_text=name).locator("button[name=book]"))
    keys.at(page.locator("article.appointment", has_text=name).locator("> a"))
    assert_accessible(page)


def closing(keys: Keys, name: str) -> None:
    """Who was said to be missing came after all."""
    page = keys.page
    keys.go(page.locator("#to-waiting-room"))
    keys.go(page.get_by_role("link", name="Cierre del día"))
    missed = page.get_by_role("region", name="No vinieron")
    expect(missed).to_contain_text(name)
    assert_accessible(page)
    keys.go(missed.get_by_role("button", name=name))
    expect(missed).not_to_contain_text(name)
