"""Write what was typed into a record, and beside it what the record is found, sorted and compared by."""

from clinic_portal.contexts.patients.models import Patient
from clinic_portal.contexts.patients.rules.keys import search_text
from clinic_portal.contexts.patients.rules.words import document_key
from clinic_portal.contracts.patients import BadPhone, PatientFields
from clinic_portal.foundation.folding import sorting
from clinic_portal.foundation.phones import find_e164
from clinic_portal.foundation.typed import one_line, some_lines


def reachable(typed: str, country: str) -> str:
    """The phone as E.164; raises BadPhone."""
    phone = find_e164(typed, country)
    if phone is None:
        raise BadPhone
    return phone


def fill_record(patient: Patient, fields: PatientFields, phone: str) -> None:
    patient.given, patient.family = one_line(fields.given), one_line(fields.family)
    patient.phone, patient.email = phone, one_line(fields.email)
    patient.birth_date, patient.sex = fields.birth_date, fields.sex.value
    patient.document, patient.language = one_line(fields.document), fields.language
    patient.notes = some_lines(fields.notes)
    patient.search = search_text(patient.given, patient.family, patient.phone, patient.document)
    patient.sort_key = f"{sorting(patient.family)}\t{sorting(patient.given)}"
    patient.email_key = patient.email.casefold()
    patient.document_key = document_key(patient.document)
