"""How a patient is reached, as their own facts say."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from clinic_portal.contexts.notifications.models import ContactRow
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.work import current_work

_CONTACT = HotRead(
    select(ContactRow.name, ContactRow.phone, ContactRow.email, ContactRow.language)
    .where(ContactRow.clinic_id == bindparam("clinic_id"), ContactRow.patient_id == bindparam("patient_id"))
    .execution_options(**{REVIEWED: "names its clinic itself, so that it is compiled once"})
)


@dataclass(frozen=True, slots=True)
class Contact:
    """Phone and mail may be empty."""

    name: str
    phone: str
    email: str
    language: str


def contact_of(patient_id: int) -> Contact | None:
    """In the entered clinic; None for somebody whom it does not know."""
    return next((Contact(*row) for row in _CONTACT.rows(current_work(), patient_id=patient_id)), None)
