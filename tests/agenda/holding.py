"""Places held for a test, and what is refused because of them."""

from datetime import timedelta

import pytest

from clinic_portal.contracts.agenda import AgendaContract, HoldSlot, SlotTaken
from clinic_portal.foundation.directory import find
from tests.agenda.wishes import MORNING

ANA, LUIS = "form-of-ana-0001", "form-of-luis-001"


def hold(house, key=ANA, later=0, **fields):
    about = {
        "key": key,
        "practitioner_id": house.practitioners[0],
        "type_id": house.visit,
        "starts_at": MORNING + timedelta(minutes=later),
        "minutes": 30,
        "holder": "Ana",
    }
    return find(AgendaContract).hold(HoldSlot(**(about | fields)))


def refused(deed):
    with pytest.raises(SlotTaken) as caught:
        deed()
    return caught.value
