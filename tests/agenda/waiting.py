"""Who waits in tests, and the gap that others leave."""

from datetime import timedelta
from typing import Any

from clinic_portal.contracts.agenda import AddToWaitlist, AgendaContract, Gap, WaitlistEntry
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.agenda.wishes import MORNING


def wait(house: Any, patient: int = 0, **fields: Any) -> WaitlistEntry:
    """Somebody on the list who comes whenever they are called."""
    usual = {"patient_id": house.patients[patient], "type_id": house.visit, "minutes": 30}
    days = {"first_day": MORNING.date()}
    return find(AgendaContract).add_to_waitlist(AddToWaitlist(idempotency_key=new_id(), **(usual | days | fields)))


def gap(house: Any, minutes_later: int = 0, minutes: int = 30, practitioner: int = 0) -> Gap:
    return Gap(
        practitioner_id=house.practitioners[practitioner],
        branch_id=house.branch,
        starts_at=MORNING + timedelta(minutes=minutes_later),
        minutes=minutes,
    )


def fitting(found: Any) -> list[int]:
    """Who, in turn."""
    return [fit.entry.id for fit in found]
