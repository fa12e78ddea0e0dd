"""Keep the words under which a patient is found."""

from collections.abc import Iterator
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
    session.execute(insert(PatientKey), [{"clinic_id": session.clinic_id, **row} for row in key_rows(patient)])


def key_rows(patient: Patient) -> Iterator[dict[str, Any]]:
    """The rows of `patient_key` without the clinic; the patient has its id."""
    for key in search_keys(patient.given, patient.family, patient.phone, patient.document):
        yield _row(patient, key)


def _row(patient: Patient, key: Key) -> dict[str, Any]:
    search = BEHIND + patient.search if key.later else patient.search
    return {"patient_id": patient.id, "place": int(key.place), "key": key.word, "search": search}
