"""A series queues up once for everything that its times need, a branch after the other, before it takes the first."""

from collections.abc import Iterable

from clinic_portal.contexts.agenda.locks import locked
from clinic_portal.contexts.agenda.places import Wish
from clinic_portal.contexts.agenda.series.plan import Slot, Wanted
from clinic_portal.contexts.agenda.whereabouts import practitioner_at
from clinic_portal.contexts.agenda.wishes import wish_of
from clinic_portal.contracts.clinics import ClinicDirectory


def lock_for(house: ClinicDirectory, wanted: Wanted, slots: Iterable[Slot]) -> None:
    """Two series that need the same rooms in another order would else wait in a circle."""
    wishes: dict[int, Wish] = {}
    for slot in slots:
        practitioner = practitioner_at(house, wanted.practitioner_id, slot.starts_at, room_id=slot.room_id)
        if practitioner.branch_id not in wishes:
            wish = wish_of(house, practitioner, wanted.kind, room_id=None, minutes=wanted.minutes)
            wishes[practitioner.branch_id] = wish
    for branch_id, wish in sorted(wishes.items()):
        locked(wish, branch_id)
