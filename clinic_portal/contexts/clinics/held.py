"""Rows as they are changed: kept from other writers, compared with what was seen, refused when a name is taken."""

from contextlib import AbstractContextManager
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from clinic_portal.contexts.clinics import queries
from clinic_portal.contexts.clinics.models import Branch, ClinicProfile, Practitioner, Room
from clinic_portal.contracts.clinics import NameTaken, Part
from clinic_portal.foundation import naming
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.work import current_work

Row = TypeVar("Row", Branch, Room, Practitioner)
ROWS: dict[Part, type[Branch | Room | Practitioner]] = {
    Part.BRANCH: Branch,
    Part.ROOM: Room,
    Part.PRACTITIONER: Practitioner,
}
_NAMES = ("uq_branch_clinic_id_name", "uq_room_clinic_id_branch_id_name")


def held(kind: type[Row], row_id: int, version: int) -> Row:
    """The row until the end of the work; raises NotFound, or Stale with the house as others left it."""
    statement = select(kind).where(kind.id == row_id).with_for_update(key_share=True)
    row = current_work().scalars(statement).one_or_none()
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale(queries.directory())
    return row


def held_profile() -> ClinicProfile:
    """The clinic's own row: who writes anything that there is once in a clinic waits here for their turn."""
    profile = current_work().scalars(select(ClinicProfile).with_for_update(key_share=True)).one_or_none()
    if profile is None:
        raise NotFound
    return profile


def touch(row: Branch | Practitioner) -> None:
    """What belongs to the row has changed: its version goes on, too."""
    flag_modified(row, "name")


def named_once() -> AbstractContextManager[None]:
    """Around what is written under a name; raises NameTaken."""
    return naming.named_once(NameTaken, *_NAMES)
