"""The holidays of the clinic's country: named on the board, and closing the clinic where it wants that."""

from datetime import date

import pytest
import time_machine

from clinic_portal.contexts.agenda.availability.public_holidays import of_year
from clinic_portal.contracts.agenda import AddException, AgendaContract, OutsideHours, SwitchHolidays, Whose, Why
from clinic_portal.foundation.directory import find
from tests.agenda.test_availability_pages import send
from tests.agenda.wishes import MORNING, NOW, wish
from tests.stand.cast import ADMIN, RECEPTIONIST

IMMACULATE = date(2026, 12, 8)
ON_IT = MORNING.replace(day=8)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def door() -> AgendaContract:
    return find(AgendaContract)


def test_holidays_are_the_countrys_in_both_languages():
    assert of_year("ES", 2026)[IMMACULATE].names == {"es": "Inmaculada Concepción", "en": "Immaculate Conception"}
    assert date(2026, 9, 16) in of_year("MX", 2026)
    assert of_year("XX", 2026) == {}


def test_a_holiday_is_named_and_closes_nothing_until_the_clinic_says_so(within, norte):
    with within(norte):
        (hours,) = door().hours(norte.branch, IMMACULATE)
        assert (hours.holiday.day, hours.branch.open) == (IMMACULATE, ((480, 1200),))
        door().switch_holidays(SwitchHolidays(close=True))
        (hours,) = door().hours(norte.branch, IMMACULATE)
        assert (hours.branch.open, [one.why for one in hours.branch.blocked]) == ((), [Why.HOLIDAY])
        with pytest.raises(OutsideHours) as refused:
            door().book(wish(norte, starts_at=ON_IT))
        assert (refused.value.why, refused.value.reason) == (Why.HOLIDAY, "Inmaculada Concepción")
        door().switch_holidays(SwitchHolidays(close=False))
        assert door().book(wish(norte, starts_at=ON_IT)).starts_at == ON_IT


def test_extra_hours_open_a_closed_holiday(within, norte):
    with within(norte):
        door().switch_holidays(SwitchHolidays(close=True))
        door().add_exception(
            AddException(
                whose=Whose.BRANCH,
                resource_id=norte.branch,
                extra=True,
                first_day=IMMACULATE,
                last_day=IMMACULATE,
                opens=600,
                closes=720,
            )
        )
        assert door().hours(norte.branch, IMMACULATE)[0].branch.open == ((600, 720),)


def test_the_days_head_names_it_and_an_administrator_closes_it(browser_of, norte):
    desk = browser_of(RECEPTIONIST)
    day = desk.get(f"/c/norte/agenda?day={IMMACULATE}").text
    assert '<span class="badge holiday">Inmaculada Concepción</span>' in day
    assert 'class="block ' not in day
    admin = browser_of(ADMIN)
    assert send(admin, "/c/norte/agenda/availability/holidays", close="1").status_code == 303
    assert 'name="close" value="1" checked' in admin.get("/c/norte/agenda/availability").text
    assert 'class="block ' in desk.get(f"/c/norte/agenda?day={IMMACULATE}").text
