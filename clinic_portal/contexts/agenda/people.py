"""Whether the names and phones that the agenda shows are still the same, and on which open lists a patient stands."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ARRAY, BigInteger, Date, bindparam, exists, func, select

from clinic_portal.contexts.agenda import stamps
from clinic_portal.contexts.agenda.queries import OWN_PREDICATE
from clinic_portal.contexts.agenda.queue.models import QueueEntryRow
from clinic_portal.contexts.agenda.waiting_list.models import WaitlistRow
from clinic_portal.foundation.cache import version
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.work import after_commit, current_work

REGION = "patient-cards"
E, W = QueueEntryRow, WaitlistRow
_CLINIC, _PATIENT = (bindparam(name, type_=BigInteger) for name in ("clinic_id", "patient_id"))
# By its branches a day's turns are found in the index of the tickets, which begins with the branch.
_IN_QUEUE = exists().where(
    E.clinic_id == _CLINIC,
    E.branch_id == func.any(bindparam("branches", type_=ARRAY(BigInteger))),
    E.day == bindparam("day", type_=Date),
    E.patient_id == _PATIENT,
)
_ON_LIST = exists().where(W.clinic_id == _CLINIC, W.patient_id == _PATIENT)
_LISTED = HotRead(select(_IN_QUEUE, _ON_LIST).execution_options(**OWN_PREDICATE))


def stamp() -> str:
    """The version of the clinic's patient cards: another one as soon as any has changed; empty without Redis."""
    return version(REGION)


def touch_after_commit() -> None:
    after_commit(lambda: stamps.drop_beside(REGION))


def listed(patient_id: int, day: date, branches: Sequence[int]) -> Iterator[str]:
    """What of the day the patient stands in, beside its appointments: the waiting room, the waiting list."""
    ((in_queue, on_list),) = _LISTED.rows(current_work(), patient_id=patient_id, day=day, branches=list(branches))
    if in_queue:
        yield stamps.QUEUE
    if on_list:
        yield stamps.WAITLIST
