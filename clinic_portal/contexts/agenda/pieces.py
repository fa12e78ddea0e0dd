"""The pieces of equipment that an appointment has; while it stands, the database keeps their time with its own."""

from clinic_portal.contexts.agenda.capacity import last_word
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.places import Place, Wish
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.work import current_work

_HOLD = HotWrite(
    """INSERT INTO agenda.appointment_equipment
           (clinic_id, appointment_id, equipment_id, lane, session_key, during, holds)
       SELECT a.clinic_id, a.id, piece.equipment_id, piece.lane, a.session_key, a.during, a.holds AND NOT a.overbooked
       FROM agenda.appointment AS a,
            unnest(%(equipment)s::bigint[], %(lanes)s::smallint[]) AS piece (equipment_id, lane)
       WHERE a.clinic_id = %(clinic_id)s AND a.id = %(appointment_id)s""",
    reviewed="writes the session's own clinic's rows",
)
_RELEASE = HotWrite(
    "DELETE FROM agenda.appointment_equipment WHERE clinic_id = %(clinic_id)s AND appointment_id = %(appointment_id)s"
    " RETURNING equipment_id",
    reviewed="deletes the session's own clinic's rows",
)


def hold_pieces(row: Appointment, place: Place, wish: Wish) -> None:
    """Take the pieces of the place; raises Overlapped. No statement where there is none."""
    if not place.equipment:
        return
    with last_word(wish, row.starts_at, row.id):
        _HOLD.rows(
            current_work(),
            appointment_id=row.id,
            equipment=[equipment_id for equipment_id, _ in place.equipment],
            lanes=[lane for _, lane in place.equipment],
        )


def release_pieces(appointment_id: int) -> tuple[int, ...]:
    """Give back what an appointment has; gives the equipment's ids."""
    return tuple(sorted(one for (one,) in _RELEASE.rows(current_work(), appointment_id=appointment_id)))
