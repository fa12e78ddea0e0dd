"""Bring many patients in at once, from another system: a few statements, one fact."""

from collections.abc import Iterable

from clinic_portal.contexts.patients.commands.fill_record import fill_record, reachable
from clinic_portal.contexts.patients.commands.index_words import key_rows
from clinic_portal.contexts.patients.models import Patient
from clinic_portal.contracts.patients import PatientContact, PatientFields, PatientsBrought
from clinic_portal.foundation.bulk import insert_many, insert_many_giving_ids
from clinic_portal.foundation.events import publish

_RECORD = dict.fromkeys(("given", "family", "phone", "email"), "text") | {"birth_date": "date"}
_RECORD |= dict.fromkeys(("sex", "document", "language", "notes"), "text")
_RECORD |= dict.fromkeys(("search", "sort_key", "email_key", "document_key"), "text") | {"version": "integer"}
_KEY = {"patient_id": "bigint", "place": "smallint", "key": "text", "search": "text"}


def bring_patients(many: tuple[PatientFields, ...], country: str) -> tuple[int, ...]:
    """Their ids in order; raises BadPhone."""
    records = [_record(fields, country) for fields in many]
    ids = insert_many_giving_ids("patients.patient", _RECORD, (_values(record, _RECORD) for record in records))
    for record, number in zip(records, ids, strict=True):
        record.id = number
    insert_many("patients.patient_key", _KEY, (tuple(row.values()) for record in records for row in key_rows(record)))
    publish(PatientsBrought(patients=tuple(_contact(record) for record in records)))
    return tuple(record.id for record in records)


def _record(fields: PatientFields, country: str) -> Patient:
    record = Patient(version=1)
    fill_record(record, fields, reachable(fields.phone, country))
    return record


def _values(record: Patient, names: Iterable[str]) -> tuple[object, ...]:
    return tuple(getattr(record, name) for name in names)


def _contact(record: Patient) -> PatientContact:
    return PatientContact(
        patient_id=record.id,
        name=f"{record.given} {record.family}",
        phone=record.phone,
        email=record.email,
        language=record.language,
    )
