"""Keep the copies of how many new patients are reached."""

from clinic_portal.contracts.patients import PatientsBrought
from clinic_portal.foundation.bulk import insert_many

_COLUMNS = {"patient_id": "bigint", "name": "text", "phone": "text", "email": "text", "language": "text"}


def keep_contacts(event: PatientsBrought) -> None:
    """Write down what the fact says, in its own transaction."""
    insert_many(
        "notifications.contact",
        _COLUMNS,
        ((one.patient_id, one.name, one.phone, one.email, one.language) for one in event.patients),
    )
