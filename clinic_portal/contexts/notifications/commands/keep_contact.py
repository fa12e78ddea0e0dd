"""Keep the copy of how a patient is reached."""

from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.notifications.models import ContactRow
from clinic_portal.contracts.patients import PatientContact
from clinic_portal.foundation.work import current_work


def keep_contact(event: PatientContact) -> None:
    """Write down what the fact says, in its own transaction."""
    session = current_work()
    fields = event.model_dump(exclude={"patient_id"})
    session.execute(
        insert(ContactRow)
        .values(clinic_id=session.clinic_id, patient_id=event.patient_id, **fields)
        .on_conflict_do_update(index_elements=[ContactRow.clinic_id, ContactRow.patient_id], set_=fields)
    )
