"""Who waits in tests, and the gap that others leave."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from clinic_portal.contracts.agenda import AddToWaitlist, AgendaContract, Gap, OfferGap, WaitlistEntry
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


def offered(
    house: Any, starts_at: datetime, patients: Sequence[int] = (0,), hours: int = 2, **fields: Any
) -> list[str]:
    """The tokens of some who wait and are offered a time with the first practitioner."""
    agenda = find(AgendaContract)
    entries = tuple(wait(house, one, **({"first_day": starts_at.date()} | fields)).id for one in patients)
    free = gap(house).model_copy(update={"starts_at": starts_at})
    made = agenda.offer_gap(OfferGap(idempotency_key=new_id(), gap=free, entries=entries, hours=hours))
    return [agenda.offer_token(ask.id) or "" for ask in made.asks]


def fitting(found: Any) -> list[int]:
    """Who, in turn."""
    return [fit.entry.id for fit in found]
