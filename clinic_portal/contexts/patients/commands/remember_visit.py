"""Put a patient on top of those whom a person opened lately."""

from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.patients.models import RecentPatient
from clinic_portal.contexts.patients.queries.get_patient import get_patient
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.work import current_work


def remember_visit(user_id: int, patient_id: int) -> None:
    """Raises NotFound for a patient of no such id in this clinic."""
    get_patient(patient_id)
    session = current_work()
    seen = insert(RecentPatient).values(
        clinic_id=session.clinic_id, user_id=user_id, patient_id=patient_id, seen_at=now()
    )
    key = [RecentPatient.clinic_id, RecentPatient.user_id, RecentPatient.patient_id]
    upsert = seen.on_conflict_do_update(index_elements=key, set_={"seen_at": seen.excluded.seen_at})
    session.execute(upsert.execution_options(**{REVIEWED: "writes the entered clinic's id"}))
