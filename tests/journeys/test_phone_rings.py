"""The phone rings: how many keys and requests it takes until somebody is booked; the figures of docs/keyboard.md."""

from playwright.sync_api import Page, expect

from tests.journeys.steps import coming, open_day
from tests.stand.cast import RECEPTIONIST

MOST_KEYS = 12
LONG_LIST = """list => {
    list.hidden = false;
    for (let n = 0; n < 40; n++) list.append(Object.assign(document.createElement("div"), {textContent: n}));
}"""
MARIA = "María José Núñez Álvarez"


class Call:
    """A keyboard that counts what is pressed beside the text, and the requests that this makes."""

    def __init__(self, page: Page) -> None:
        self._page, self.keys, self.requests = page, 0, []
        page.on("request", self._note)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)
            self.keys += 1

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def _note(self, request) -> None:
        headers = request.headers
        ears = request.resource_type == "eventsource" or "x-live" in headers
        if "/static/" not in request.url and not ears:
            self.requests.append((request.method, "hx-request" in headers, request.url.split("/c/norte/")[-1]))


def test_a_known_patient_is_booked(desk):
    page = desk(RECEPTIONIST)
    open_day(page, coming(90))
    call, panel = Call(page), page.locator("#panel")
    call.press("b")
    expect(panel.get_by_role("combobox", name="Paciente")).to_be_focused()
    call.type("nunez")
    expect(panel.get_by_role("option", name=MARIA)).to_be_visible()
    call.press("Enter")
    expect(panel.locator("#chosen-patient")).to_contain_text(MARIA)
    call.press("Control+Enter")
    expect(page.locator("article.appointment", has_text=MARIA)).to_have_count(1)
    assert call.keys == 3 <= MOST_KEYS
    assert all(fragment for _method, fragment, _url in call.requests), "no page is loaded anew"
    assert len(call.requests) == 5, "form, the last patients, matches, patient, booking"


def test_a_new_patient_is_registered_and_booked(desk):
    page = desk(RECEPTIONIST)
    open_day(page, coming(91))
    call, panel = Call(page), page.locator("#panel")
    call.press("b")
    expect(panel.get_by_role("combobox", name="Paciente")).to_be_focused()
    # A list that can be scrolled must not catch the key: the next stop is below it.
    panel.locator("#patient-list").evaluate(LONG_LIST)
    call.press("Tab", "Enter")
    inline = panel.locator("#patient-inline")
    expect(inline.locator("[name$=given]")).to_be_focused()
    call.type("Leocadia")
    call.press("Tab")
    call.type("Zurita")
    call.press("Tab")
    call.type("633 33 33 91")
    call.press("Enter")
    expect(panel.locator("#chosen-patient")).to_contain_text("Leocadia Zurita")
    call.press("Control+Enter")
    expect(page.locator("article.appointment", has_text="Leocadia Zurita")).to_have_count(1)
    assert call.keys == 7 <= MOST_KEYS
    assert all(fragment for _method, fragment, _url in call.requests), "no page is loaded anew"
    assert len(call.requests) == 5, "form, the last patients, new fields, registration, booking"
