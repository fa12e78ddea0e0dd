"""Add, change and retire states of the clinic's own, and put appointments into them."""

from sqlalchemy import select

from clinic_portal.contexts.agenda.open_appointment import open_appointment
from clinic_portal.contexts.agenda.record import record
from clinic_portal.contexts.agenda.standing import standing
from clinic_portal.contexts.agenda.substates.models import Substate
from clinic_portal.contexts.agenda.substates.queries import view
from clinic_portal.contracts.agenda import NotThatStep, UnknownChoice
from clinic_portal.contracts.agenda.substates import (
    AddSubstate,
    AppointmentSubstateGiven,
    EditSubstate,
    GiveSubstate,
    RetireSubstate,
    SubstateNameTaken,
    SubstateView,
)
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.naming import named_once
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.work import current_work

_NAME = "uq_substate_name"


def add_substate(command: AddSubstate) -> SubstateView:
    """Raises SubstateNameTaken."""
    row = Substate(**command.model_dump(mode="json"))
    with named_once(SubstateNameTaken, _NAME):
        current_work().add(row)
    return view(row)


def edit_substate(command: EditSubstate) -> SubstateView:
    """Raises SubstateNameTaken, NotFound, or Stale with what stands."""
    row = _held(command.substate_id, command.version)
    with named_once(SubstateNameTaken, _NAME):
        row.name, row.letters, row.hue = command.name, command.letters, command.hue
    return view(row)


def retire_substate(command: RetireSubstate) -> SubstateView:
    """Raises NotFound, or Stale with what stands; what is so already stays."""
    row = _held(command.substate_id, command.version)
    if (row.retired_at is not None) != command.retired:
        row.retired_at = now() if command.retired else None
        current_work().flush()
    return view(row)


def give_substate(command: GiveSubstate, time_zone: str) -> None:
    """Raises NotFound, Stale, UnknownChoice or NotThatStep; the same one changes nothing."""
    row = open_appointment(command.appointment_id, command.version)
    if row.substate_id == command.substate_id:
        return
    if command.substate_id is not None and _in_use(command.substate_id).under != row.status:
        raise NotThatStep
    before = standing(row)
    row.substate_id = command.substate_id
    record(AppointmentSubstateGiven, row, time_zone, before=before)


def _in_use(substate_id: int) -> Substate:
    row: Substate | None = current_work().scalar(
        select(Substate).where(Substate.id == substate_id, Substate.retired_at.is_(None))
    )
    if row is None:
        raise UnknownChoice("substate_id")
    return row


def _held(substate_id: int, version: int) -> Substate:
    statement = select(Substate).where(Substate.id == substate_id).with_for_update(key_share=True)
    row: Substate | None = current_work().scalar(statement)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale(view(row))
    return row
