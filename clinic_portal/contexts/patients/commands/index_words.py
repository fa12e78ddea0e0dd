"""Keep the words under which a patient is found."""

from typing import Any

from sqlalchemy import delete, insert

from clinic_portal.contexts.patients.models import Patient, PatientKey
from clinic_portal.contexts.patients.rules.keys import Key, search_keys
from clinic_portal.foundation.work import current_work

BEHIND = "~"
"""Before the text of a later name's row: it sorts behind the rows that begin with a space."""


def index_words(patient: Patient) -> None:
    """Put the record's present words in place of the former ones."""
    session = current_work()
    session.execute(delete(PatientKey).where(PatientKey.patient_id == patient.id))
    keys = search_keys(patient.given, patient.family, patient.phone, patient.document)
    session.execute(insert(PatientKey), [{"clinic_id": session.clinic_id, **_row(patient, key)} for key in keys])


def _row(patient: Patient, key: Key) -> dict[str, Any]:
    search = BEHIND + patient.search if key.later else patient.search
    return {"patient_id": patient.id, "place": int(key.place), "key": key.word, "search": search}
