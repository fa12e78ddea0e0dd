"""What a receptionist asks of the agenda in tests, and when."""

from datetime import UTC, datetime

from clinic_portal.contracts.agenda import (
    BookAppointment,
)
from clinic_portal.foundation.ids import new_id

MORNING = datetime(2026, 12, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 12, 1, 7, tzinfo=UTC)


def wish(house, **other):
    fields = {
        "idempotency_key": new_id(),
        "patient_id": house.patients[0],
        "practitioner_id": house.practitioners[0],
        "type_id": house.visit,
        "starts_at": MORNING,
        "minutes": 30,
    }
    return BookAppointment(**(fields | other))
