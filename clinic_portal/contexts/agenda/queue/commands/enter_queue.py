"""Somebody comes without an appointment and takes a ticket."""

from sqlalchemy import select

from clinic_portal.contexts.agenda.models import PatientCard
from clinic_portal.contexts.agenda.queue.models import QueueEntryRow
from clinic_portal.contexts.agenda.queue.places import check_place
from clinic_portal.contexts.agenda.queue.rules import HERE
from clinic_portal.contexts.agenda.queue.steps import new_entry
from clinic_portal.contracts.agenda import AlreadyWaits, EnterQueue, QueueState, UnknownChoice
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work


def enter_queue(command: EnterQueue, house: ClinicDirectory) -> int:
    """The new turn's id; raises NotFound, UnknownChoice or AlreadyWaits."""
    if command.branch_id not in {branch.id for branch in house.branches}:
        raise NotFound
    practitioner = check_place(house, command.branch_id, command.practitioner_id, command.room_id, command.point_id)
    _check_patient(command, house)
    room_id = command.room_id
    if room_id is None and command.point_id is None and practitioner:
        room_id = practitioner.room_id
    row = new_entry(
        command.branch_id,
        today(house.clinic.time_zone),
        command.patient_id,
        state=QueueState.WAITING,
        practitioner_id=command.practitioner_id,
        room_id=room_id,
        point_id=command.point_id,
    )
    return row.id


def _check_patient(command: EnterQueue, house: ClinicDirectory) -> None:
    """One of the clinic's, and not in the queue; the card is locked, so that two desks give one ticket."""
    session = current_work()
    known = session.scalar(
        select(PatientCard.patient_id).where(PatientCard.patient_id == command.patient_id).with_for_update()
    )
    if known is None:
        raise UnknownChoice("patient_id")
    here = select(QueueEntryRow.id).where(
        QueueEntryRow.branch_id == command.branch_id,
        QueueEntryRow.day == today(house.clinic.time_zone),
        QueueEntryRow.patient_id == command.patient_id,
        QueueEntryRow.state.in_(HERE),
    )
    if session.scalar(here.limit(1)):
        raise AlreadyWaits
