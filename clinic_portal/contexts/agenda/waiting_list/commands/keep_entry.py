"""Put somebody on the list, change what they wish, take them off."""

from sqlalchemy import select

from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.waiting_list import queries
from clinic_portal.contexts.agenda.waiting_list.models import WaitlistRow
from clinic_portal.contracts.agenda import (
    AddToWaitlist,
    BadDays,
    EditWaitlistEntry,
    NotWaiting,
    UnknownChoice,
    WaitlistFields,
    WaitlistState,
    WithdrawFromWaitlist,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.work import current_work

KEY = {"idempotency_key"}
SEEN = {"entry_id", "version"}


def add_entry(command: AddToWaitlist, house: ClinicDirectory) -> int:
    """The new entry's id; raises UnknownChoice or BadDays."""
    facts.chosen(command.type_id, command.patient_id)
    _check(command, house)
    row = WaitlistRow(**command.model_dump(exclude=KEY), added_by=current_actor_id())
    row.weekdays = sorted(set(command.weekdays))
    session = current_work()
    session.add(row)
    session.flush()
    return row.id


def edit_entry(command: EditWaitlistEntry, house: ClinicDirectory) -> None:
    """Raises NotFound, Stale, NotWaiting, UnknownChoice or BadDays."""
    row = held(command.entry_id, house, command.version)
    if command.type_id != row.type_id:
        facts.chosen(command.type_id, row.patient_id)
    _check(command, house)
    for name, value in command.model_dump(exclude=SEEN).items():
        setattr(row, name, value)
    row.weekdays = sorted(set(command.weekdays))
    current_work().flush()


def withdraw_entry(command: WithdrawFromWaitlist, house: ClinicDirectory) -> None:
    """Raises NotFound, Stale or NotWaiting."""
    row = held(command.entry_id, house, command.version)
    row.state, row.reason = WaitlistState.WITHDRAWN.value, command.reason
    current_work().flush()


def held(entry_id: int, house: ClinicDirectory, version: int | None = None) -> WaitlistRow:
    """The row of somebody who waits, locked; raises NotFound, NotWaiting or, with a `version`, Stale."""
    row: WaitlistRow | None = current_work().scalar(
        select(WaitlistRow)
        .where(WaitlistRow.id == entry_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    if row.state != WaitlistState.WAITING:
        raise NotWaiting
    if version is not None and row.version != version:
        raise Stale(queries.entry(entry_id, today(house.clinic.time_zone)))
    return row


def _check(fields: WaitlistFields, house: ClinicDirectory) -> None:
    if fields.practitioner_id and fields.practitioner_id not in {one.id for one in house.practitioners}:
        raise UnknownChoice("practitioner_id")
    if fields.branch_id and fields.branch_id not in {one.id for one in house.branches}:
        raise UnknownChoice("branch_id")
    if fields.last_day and fields.last_day < fields.first_day:
        raise BadDays("last_day")
    if fields.until - fields.since < fields.minutes:
        raise BadDays("until")
