"""People for the tests of patients: what a receptionist would type."""

from typing import Any

from clinic_portal.contracts.patients import EditPatient, PatientsContract, PatientView, RegisterPatient
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id

TYPED: dict[str, Any] = {"given": "Ana", "family": "Ruiz Peña", "phone": "655 55 55 55"}


def door() -> PatientsContract:
    return find(PatientsContract)


def typed(**fields: Any) -> RegisterPatient:
    return RegisterPatient(**{"idempotency_key": new_id(), **TYPED, **fields})


def register(**fields: Any) -> PatientView:
    return door().register(typed(**fields))


def changed(patient: PatientView, **fields: Any) -> EditPatient:
    """The edit of a whole record in which only `fields` are other ones."""
    whole = patient.model_dump(exclude={"id", "version"})
    return EditPatient(**{**whole, "patient_id": patient.id, "version": patient.version, **fields})
