"""Whom somebody who booked online may be is shown only to those who may see patients."""

import pytest
import time_machine

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.directory import find
from tests.agenda.online import asked, open_online, prove, times
from tests.agenda.test_sheets import somebody
from tests.agenda.wishes import NOW

SEE, PATIENTS = Permission.SEE_AGENDA, Permission.SEE_PATIENTS


@pytest.mark.parametrize(("granted", "shown"), [((SEE,), False), ((SEE, PATIENTS), True)])
def test_the_likely_patients_are_shown_with_the_permission_to_see_patients(within, norte, browser_of, granted, shown):
    with time_machine.travel(NOW, tick=True):
        with within(norte):
            open_online(norte, approval=True)
            wrote = {"given": "María José", "family": "Núñez Álvarez", "phone": "699 00 11 22"}
            prove(find(AgendaContract).ask_online(asked(norte, times(norte)[0], **wrote)))
            (one,) = find(AgendaContract).online_requests()
        browser = browser_of(somebody(within, norte, "turno@norte.example", *granted))
        page = browser.get(f"/c/norte/agenda/requests/{one.appointment.id}")
        assert page.status_code == 200
        assert "699 00 11 22" in page.text, "what they wrote is the booking's own"
        assert (page.text.count("María José Núñez Álvarez</strong>") == 2) is shown
