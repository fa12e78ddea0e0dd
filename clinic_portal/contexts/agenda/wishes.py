"""What is wished becomes what must be free: a kind of appointment with a practitioner, in rooms, with equipment."""

from dataclasses import replace
from datetime import timedelta

from clinic_portal.contexts.agenda.kinds.facts import KindFacts
from clinic_portal.contexts.agenda.places import Wish
from clinic_portal.contracts.agenda import NotForThisKind, UnknownChoice
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView


def wished_rooms(house: ClinicDirectory, practitioner: PractitionerView, room_id: int | None) -> list[int]:
    """The one room asked for, or all of the branch with the practitioner's own first."""
    rooms = [room.id for room in house.rooms_of(practitioner.branch_id)]
    if room_id is not None:
        if room_id not in rooms:
            raise UnknownChoice("room_id")
        return [room_id]
    return sorted(rooms, key=lambda room: (room != practitioner.room_id, room))


def plain_wish(house: ClinicDirectory, practitioner: PractitionerView, room_id: int | None, minutes: int) -> Wish:
    """Somebody's time in a room, whatever the kind."""
    return Wish(practitioner.id, wished_rooms(house, practitioner, room_id), timedelta(minutes=minutes))


def wish_of(
    house: ClinicDirectory, practitioner: PractitionerView, kind: KindFacts, *, room_id: int | None, minutes: int
) -> Wish:
    """The same of a kind; raises UnknownChoice, or NotForThisKind for whom or where it is not given."""
    if not kind.given_by(practitioner.id, practitioner.branch_id):
        raise NotForThisKind("practitioner_id")
    wish = plain_wish(house, practitioner, room_id, minutes)
    rooms = [room for room in wish.rooms if kind.given_in(room)]
    if not rooms:
        raise NotForThisKind("room_id")
    return replace(
        wish,
        rooms=rooms,
        before=timedelta(minutes=kind.buffer_before),
        after=timedelta(minutes=kind.buffer_after),
        kind_id=kind.id,
        seats=kind.seats,
        grid=timedelta(minutes=kind.grid),
        equipment=kind.equipment_ids,
    )
