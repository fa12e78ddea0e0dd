"""Hold a place, and hold on to it."""

from datetime import datetime, timedelta

from sqlalchemy import select

from clinic_portal.contexts.agenda.capacity import take_place
from clinic_portal.contexts.agenda.holds.keys import digest_of
from clinic_portal.contexts.agenda.holds.models import SlotHold
from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.places import Place, Wish
from clinic_portal.contexts.agenda.stamps import touch_after_commit
from clinic_portal.contexts.agenda.whereabouts import practitioner_at
from clinic_portal.contexts.agenda.wishes import wish_of
from clinic_portal.contracts.agenda import HELD_IN_ALL, Held, HeldLongEnough, HoldSlot, InThePast, RenewHold
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import local_day, now, today
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

_KEEP = HotWrite(
    """WITH was AS (
           SELECT starts_at FROM agenda.slot_hold WHERE clinic_id = %(clinic_id)s AND key_digest = %(key_digest)s
       )
       INSERT INTO agenda.slot_hold (clinic_id, key_digest, user_id, holder, branch_id, practitioner_id, room_id,
           room_lane, type_id, session_key, seat, starts_at, ends_at, busy_from, busy_until, equipment_ids,
           equipment_lanes, since, expires_at)
       VALUES (%(clinic_id)s, %(key_digest)s, %(user_id)s, %(holder)s, %(branch_id)s, %(practitioner_id)s, %(room_id)s,
           %(room_lane)s, %(type_id)s, coalesce(%(in_session)s::bigint, nextval('agenda.session_key')), %(seat)s,
           %(starts_at)s, %(ends_at)s, %(busy_from)s, %(busy_until)s, %(equipment_ids)s::bigint[],
           %(equipment_lanes)s::smallint[], %(since)s, %(expires_at)s)
       ON CONFLICT (clinic_id, key_digest) DO UPDATE SET
           (user_id, holder, branch_id, practitioner_id, room_id, room_lane, type_id, session_key, seat, starts_at,
            ends_at, busy_from, busy_until, equipment_ids, equipment_lanes, expires_at)
           = (excluded.user_id, excluded.holder, excluded.branch_id, excluded.practitioner_id, excluded.room_id,
              excluded.room_lane, excluded.type_id, excluded.session_key, excluded.seat, excluded.starts_at,
              excluded.ends_at, excluded.busy_from, excluded.busy_until, excluded.equipment_ids,
              excluded.equipment_lanes, least(excluded.expires_at, slot_hold.since + %(in_all)s))
       RETURNING id, expires_at, (SELECT starts_at FROM was)""",
    reviewed="writes the session's own clinic's row",
)


def hold_slot(command: HoldSlot, house: ClinicDirectory) -> Held:
    """Raises UnknownChoice, NotForThisKind, InThePast, OutsideHours, HeldLongEnough or Overlapped."""
    zone, starts_at = house.clinic.time_zone, command.starts_at
    practitioner = practitioner_at(house, command.practitioner_id, starts_at, room_id=command.room_id)
    kind = facts.for_offers(command.type_id)
    if local_day(starts_at, zone) < today(zone):
        raise InThePast
    wish = wish_of(house, practitioner, kind, room_id=command.room_id, minutes=command.minutes)
    place = take_place(house, practitioner, wish, starts_at, hold=command.key)
    ((hold_id, until, was_at),) = _keep(command, practitioner.branch_id, place, wish)
    if until <= now():
        raise HeldLongEnough
    touch_after_commit(*(local_day(moment, zone) for moment in (starts_at, was_at) if moment))
    return Held(
        id=hold_id,
        practitioner_id=practitioner.id,
        room_id=place.room_id,
        starts_at=starts_at,
        ends_at=starts_at + wish.length,
        until=until,
    )


def renew_hold(command: RenewHold, house: ClinicDirectory) -> Held:
    """The same again; raises NotFound, or as `hold_slot` does where the time had run out."""
    row = current_work().scalar(select(SlotHold).where(SlotHold.key_digest == digest_of(command.key)))
    if row is None:
        raise NotFound
    again = HoldSlot(
        key=command.key,
        practitioner_id=row.practitioner_id,
        room_id=row.room_id,
        type_id=row.type_id,
        starts_at=row.starts_at,
        minutes=(row.ends_at - row.starts_at) // timedelta(minutes=1),
        holder=row.holder,
        seconds=command.seconds,
    )
    return hold_slot(again, house)


def _keep(command: HoldSlot, branch_id: int, place: Place, wish: Wish) -> list[tuple[int, datetime, datetime | None]]:
    (busy_from, busy_until), moment = wish.stretch(command.starts_at), now()
    rows: list[tuple[int, datetime, datetime | None]] = _KEEP.rows(
        current_work(),
        key_digest=digest_of(command.key),
        user_id=current_actor_id(),
        holder=command.holder,
        branch_id=branch_id,
        practitioner_id=wish.practitioner_id,
        room_id=place.room_id,
        room_lane=place.lane,
        type_id=wish.kind_id,
        in_session=place.session,
        seat=place.seat,
        starts_at=command.starts_at,
        ends_at=command.starts_at + wish.length,
        busy_from=busy_from,
        busy_until=busy_until,
        equipment_ids=[one for one, _ in place.equipment],
        equipment_lanes=[lane for _, lane in place.equipment],
        since=moment,
        expires_at=moment + timedelta(seconds=command.seconds),
        in_all=HELD_IN_ALL,
    )
    return rows
