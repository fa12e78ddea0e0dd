"""Change a patient's record, unless somebody else has changed it meanwhile."""

from sqlalchemy import select

from clinic_portal.contexts.patients.commands.fill_record import fill_record, reachable
from clinic_portal.contexts.patients.commands.index_words import index_words
from clinic_portal.contexts.patients.models import Patient
from clinic_portal.contexts.patients.queries.get_patient import patient_view
from clinic_portal.contracts.patients import EditPatient, PatientChanged, PatientView
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.work import current_work


def edit_patient(command: EditPatient, country: str) -> PatientView:
    """The record as it stands afterwards; raises NotFound, BadPhone, or Stale with the record as others left it."""
    phone = reachable(command.phone, country)
    patient = _held(command)
    found_by = (patient.search, patient.given, patient.family)
    fill_record(patient, command, phone)
    session = current_work()
    if not session.is_modified(patient):
        return patient_view(patient)
    patient.updated_at = now()
    session.flush()
    if found_by != (patient.search, patient.given, patient.family):
        index_words(patient)
    publish(
        PatientChanged(
            patient_id=patient.id,
            name=f"{patient.given} {patient.family}",
            phone=patient.phone,
            email=patient.email,
            language=patient.language,
        )
    )
    return patient_view(patient)


def _held(command: EditPatient) -> Patient:
    """The record, kept from other writers until the end of the work."""
    statement = select(Patient).where(Patient.id == command.patient_id).with_for_update(key_share=True)
    patient = current_work().scalars(statement).one_or_none()
    if patient is None:
        raise NotFound
    if patient.version != command.version:
        raise Stale(patient_view(patient))
    return patient
