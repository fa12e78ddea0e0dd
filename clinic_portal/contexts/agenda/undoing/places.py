"""The place that an appointment had before a deed, taken again under the locks."""

from collections.abc import Collection, Mapping

from clinic_portal.contexts.agenda import occupied
from clinic_portal.contexts.agenda.capacity import Overlapped, without
from clinic_portal.contexts.agenda.locks import lock_branches, locked
from clinic_portal.contexts.agenda.places import NO_TIME, Place, Wish, find_place
from clinic_portal.contexts.agenda.standing import NOT_THERE, Standing
from clinic_portal.contexts.agenda.undoing.deeds import Deed
from clinic_portal.contracts.agenda import AppointmentStatus, AppointmentView
from clinic_portal.contracts.clinics import ClinicDirectory

_FREE = (AppointmentStatus.CANCELLED, AppointmentStatus.NOSHOW)


def needs_place(before: Standing, seen: AppointmentView) -> bool:
    """Whether it comes back to a time and place that it does not have now."""
    if before.status in {NOT_THERE, *_FREE}:
        return False
    stood = (before.practitioner_id, before.room_id, before.starts_at, before.ends_at)
    return seen.status in _FREE or stood != (seen.practitioner_id, seen.room_id, seen.starts_at, seen.ends_at)


def lock_old_places(house: ClinicDirectory, deeds: Mapping[int, Deed], seen: Mapping[int, AppointmentView]) -> None:
    """Queue up for all that is needed again."""
    stood = [deed.before for one, deed in deeds.items() if needs_place(deed.before, seen[one])]
    if stood:
        lock_branches(house, {one.practitioner_id for one in stood}, {one.branch_id for one in stood})


def old_place(before: Standing, seen: AppointmentView, coming: Collection[int]) -> tuple[Place, Wish]:
    """Raises Overlapped when somebody else has it, but for those who are `coming` back after it themselves."""
    starts_at, ends_at = before.starts_at or seen.starts_at, before.ends_at or seen.ends_at
    equipment = seen.equipment_ids if seen.status in _FREE else before.equipment_ids
    wish = Wish(
        before.practitioner_id,
        [before.room_id],
        ends_at - starts_at,
        before=starts_at - before.busy_from if before.busy_from else NO_TIME,
        after=before.busy_until - ends_at if before.busy_until else NO_TIME,
        kind_id=seen.type_id,
        seats=before.seats,
        equipment=equipment,
    )
    wish = locked(wish, before.branch_id)
    busy = occupied.busy(wish, *wish.stretch(starts_at), seen.id)
    place = find_place(without(busy, coming), wish, starts_at)
    if place.conflict and not before.overbooked:
        raise Overlapped(wish, starts_at, seen.id)
    return place, wish
