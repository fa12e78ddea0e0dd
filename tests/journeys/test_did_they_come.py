"""Whoever should have been here for some time is asked about: one press notes it, and one takes it back."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from clinic_portal.contracts.agenda import AgendaContract, SetDayPolicy
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from tests.agenda.wishes import wish
from tests.journeys.conftest import assert_accessible
from tests.journeys.steps import open_day

MADRID = ZoneInfo("Europe/Madrid")
NAME = "María José Núñez Álvarez"


EDGE = timedelta(minutes=3)


def today_apart_from_midnight(page: Page) -> date:
    """The clinic's day, once it is a few minutes from its beginning and its end: then this runs at whatever hour."""
    while (here := datetime.now(MADRID)).date() != (here - EDGE).date() or here.date() != (here + EDGE).date():
        page.wait_for_timeout(1000)
    return here.date()


def miss_at_midnight(app, house, day: date) -> None:
    """Whoever was booked for the day's first minute is late by any hour of it."""
    midnight = datetime.combine(day, time(), MADRID)
    with app.app_context(), inside(house.id):
        find(AgendaContract).book(wish(house, starts_at=midnight, anyway=True, notify=False))


@pytest.fixture
def asked_at_once(portal_app, norte):
    """The clinic asks after a minute while this runs."""

    def after(minutes: int) -> None:
        with portal_app.app_context(), inside(norte.id):
            agenda = find(AgendaContract)
            kept = agenda.day_policy().model_dump(include=set(SetDayPolicy.model_fields))
            agenda.set_day_policy(SetDayPolicy(**(kept | {"prompt_minutes": minutes})))

    after(1)
    yield
    after(30)


def press(page: Page, late: Locator, answer: str) -> None:
    late.get_by_role("button", name=f"{answer}: {NAME}", exact=True).press("Enter")
    expect(late.locator("#late-list li")).to_have_count(0)
    expect(late.locator("summary")).not_to_contain_text("¿Vinieron?")


def test_one_press_notes_who_did_not_come_and_one_takes_it_back(asked_at_once, desk, portal_app, norte):
    page = desk()
    day = today_apart_from_midnight(page)
    miss_at_midnight(portal_app, norte, day)
    open_day(page, day)
    late, card = page.locator("#late"), page.locator("article.appointment", has_text=NAME)
    late.locator("summary").press("Enter")
    expect(late.locator("#late-list li")).to_contain_text(NAME)
    assert_accessible(page)
    for answer in ("No llegó", "Llegó"):
        press(page, late, answer)
        expect(card).to_have_count(1)
        page.locator("#undo-last button").press("Enter")
        expect(late.locator("#late-list li")).to_contain_text(NAME)
    press(page, late, "No llegó")
    assert page.complaints == []
