"""What is held, in the columns of what is taken, for the statements that read both at once."""

from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal_column, select

from clinic_portal.contexts.agenda.holds.models import SlotHold

H = SlotHold
NO_HOLD: ColumnElement[int | None] = literal_column("NULL::bigint")
"""What an appointment has in the column of the hold, and a hold in that of the appointment."""
_PIECE = func.unnest(H.equipment_ids, H.equipment_lanes).table_valued("equipment_id", "lane").render_derived("piece")
_NOBODY: ColumnElement[int] = literal_column("0::bigint")
_KEPT = (H.session_key, NO_HOLD, H.seat, H.type_id, H.starts_at, H.ends_at, H.id)
_STANDS = (
    H.clinic_id == bindparam("clinic_id"),
    H.expires_at > bindparam("moment"),
    H.key_digest != bindparam("own_hold"),
    H.busy_from < bindparam("until"),
)


def held_places(*whose: Any) -> Select[*tuple[Any, ...]]:
    """As a `Busy` of practitioner and room; bound to `moment`, `own_hold` and `until`."""
    return select(H.practitioner_id, H.room_id, H.busy_from, H.busy_until, H.room_lane, *_KEPT).where(*_STANDS, *whose)


def held_pieces(*between: Any) -> Select[*tuple[Any, ...]]:
    """As a `Busy` of one of the `equipment`, bound besides."""
    return (
        select(_NOBODY, _NOBODY, H.busy_from, H.busy_until, _PIECE.c.lane, *_KEPT, _PIECE.c.equipment_id)
        .select_from(H)
        .join(_PIECE, literal_column("true"))
        .where(*_STANDS, *between, _PIECE.c.equipment_id == func.any(bindparam("equipment")))
    )
