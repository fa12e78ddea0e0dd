"""The patients somebody has opened lately."""

from sqlalchemy import and_, bindparam, select

from clinic_portal.contexts.patients.queries.parts import CLINIC, OPTION, OWN_PREDICATE, PATIENT, RECENT, option
from clinic_portal.contracts.patients import PatientOption
from clinic_portal.foundation.work import current_work

_STATEMENT = (
    select(*OPTION)
    .join(RECENT, and_(RECENT.c.clinic_id == CLINIC, RECENT.c.patient_id == PATIENT.c.id))
    .where(PATIENT.c.clinic_id == CLINIC, RECENT.c.user_id == bindparam("user_id"))
    .order_by(RECENT.c.seen_at.desc())
    .limit(bindparam("limit"))
    .execution_options(**OWN_PREDICATE)
)


def recent_patients(user_id: int, limit: int) -> tuple[PatientOption, ...]:
    """The latest first."""
    session = current_work()
    values = {"clinic_id": session.clinic_id, "user_id": user_id, "limit": limit}
    return tuple(map(option, session.execute(_STATEMENT, values)))
