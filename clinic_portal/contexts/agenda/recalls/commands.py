"""Add, change, postpone and stop recalls, and note who was called."""

from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.recalls.models import Recall
from clinic_portal.contexts.agenda.recalls.opened import note, opened, still_open
from clinic_portal.contracts.agenda import UnknownChoice
from clinic_portal.contracts.agenda.recalls import (
    AddRecall,
    Contact,
    EditRecall,
    NoteCall,
    PostponeRecall,
    RecallFields,
    RecallSettled,
    RecallState,
    RecallThere,
    StopRecall,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.naming import named_once
from clinic_portal.foundation.work import current_work

_ONCE = "uq_recall_open"
_DONE = {RecallState.DECLINED.value, RecallState.DONE.value}


def add_recall(command: AddRecall, house: ClinicDirectory) -> int:
    """Gives its id; raises UnknownChoice or RecallThere."""
    facts.chosen(command.type_id, command.patient_id)
    _check_places(command, house)
    row = Recall(**command.model_dump(exclude={"idempotency_key"}), state=RecallState.DUE.value)
    with named_once(RecallThere, _ONCE):
        current_work().add(row)
    note(row.id, "added", due=command.due)
    return row.id


def edit_recall(command: EditRecall, house: ClinicDirectory) -> None:
    """Raises UnknownChoice, RecallThere, RecallSettled, NotFound or Stale."""
    row = opened(command.recall_id, command.version)
    if row.state in _DONE:
        raise RecallSettled
    if command.type_id != row.type_id:
        facts.chosen(command.type_id, row.patient_id)
    _check_places(command, house, row)
    later = command.due > row.due
    with named_once(RecallThere, _ONCE):
        for name, value in command.model_dump(include=set(RecallFields.model_fields)).items():
            setattr(row, name, value)
        if later and row.state == RecallState.CONTACTED:
            row.state = RecallState.DUE.value
    note(row.id, "postponed" if later else "changed", due=command.due)


def note_call(command: NoteCall) -> None:
    """Raises NotFound, RecallSettled or Stale."""
    row = still_open(command.recall_id, command.version)
    row.state, row.contacted_at, row.contacted_by = RecallState.CONTACTED.value, now(), Contact.CALL.value
    note(row.id, "called", command.note)


def postpone_recall(command: PostponeRecall) -> None:
    """Due again at the new day; raises NotFound, RecallSettled or Stale."""
    row = still_open(command.recall_id, command.version)
    row.state, row.due = RecallState.DUE.value, command.due
    note(row.id, "postponed", due=command.due)


def stop_recall(command: StopRecall) -> None:
    """Raises NotFound, RecallSettled for one whose appointment stands, RecallThere or Stale."""
    row = opened(command.recall_id, command.version)
    if row.state == RecallState.BOOKED or (row.state in _DONE) == command.stopped:
        raise RecallSettled
    with named_once(RecallThere, _ONCE):
        row.state = (RecallState.DECLINED if command.stopped else RecallState.DUE).value
    note(row.id, "stopped" if command.stopped else "resumed")


def _check_places(command: RecallFields, house: ClinicDirectory, stands: Recall | None = None) -> None:
    """Another clinic's are none; what is retired may stay where it was."""
    practitioners = {None, *(one.id for one in house.practitioners), stands.practitioner_id if stands else None}
    branches = {*(one.id for one in house.branches), stands.branch_id if stands else None}
    for field, known in (("practitioner_id", practitioners), ("branch_id", branches)):
        if getattr(command, field) not in known:
            raise UnknownChoice(field)
