"""A morning's steps for whoever works with a mouse or with fingers."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.journeys.steps import choose_patient, open_day, origin, point_of


@dataclass(frozen=True)
class Hands:
    """A page, and how things on it are pressed."""

    page: Page
    fingers: bool = False

    def press(self, thing: Locator) -> None:
        if self.fingers:
            thing.tap()
        else:
            thing.click()

    @property
    def panel(self) -> Locator:
        return self.page.locator("#panel")

    def shut(self) -> None:
        expect(self.panel).to_be_hidden()

    def leave(self) -> None:
        """Close what is offered after something else has been done."""
        if self.panel.is_visible():
            self.press(self.panel.locator(".panel-foot [data-panel-close]"))
        self.shut()

    def point(self, column: int, time: str) -> None:
        """Open the form of a free time by pointing at it."""
        x, y = point_of(self.page, column, time)
        if self.fingers:
            self.page.touchscreen.tap(x, y)
        else:
            self.page.mouse.move(x, y)
            self.page.mouse.click(x, y)
        expect(self.panel.get_by_label("Hora")).to_have_value(time)

    def today(self) -> None:
        self.page.goto(f"{origin(self.page)}/c/norte/agenda")
        open_day(self.page, self.page.locator("#day").get_attribute("data-day"))

    def register(self, given: str, family: str, phone: str) -> None:
        """A patient whom nobody knows yet, without leaving the form."""
        self.press(self.panel.locator("#patient-new"))
        inline = self.panel.locator("#patient-inline")
        for name, typed in (("given", given), ("family", family), ("phone", phone)):
            inline.locator(f"[name$={name}]").fill(typed)
        self.press(inline.locator("[data-inline-submit]"))
        expect(self.panel.locator("#chosen-patient")).to_contain_text(f"{given} {family}")

    def choose(self, typed: str, name: str) -> None:
        choose_patient(self.panel, typed, name)

    def book(self) -> None:
        self.press(self.panel.get_by_role("button", name="Agendar", exact=True))

    def card(self, name: str, time: str) -> Locator:
        on_time = self.page.locator(f"time:text-is('{time}')")
        found = self.page.locator("article.appointment", has_text=name).filter(has=on_time)
        expect(found).to_have_count(1)
        return found

    def open(self, card: Locator) -> Locator:
        """Its panel."""
        self.press(card.locator("> a"))
        expect(self.panel.locator("#states-title")).to_be_visible()
        return self.panel

    def mark(self, card: Locator, state: str) -> None:
        self.press(self.open(card).locator(f"button[value={state}]"))
        self.shut()

    def step(self, name: str, key: str, then: str) -> None:
        """One button of somebody's card in the waiting room."""
        turn = self.page.locator("#queue .turn", has_text=name)
        self.press(turn.locator(f"[data-key={key}]"))
        expect(turn).to_contain_text(then)
