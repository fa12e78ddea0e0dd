"""Register a patient, unless somebody very alike is there and nobody has said that this is another person."""

from sqlalchemy import func, select

from clinic_portal.contexts.patients.commands.fill_record import fill_record, reachable
from clinic_portal.contexts.patients.commands.index_words import index_words
from clinic_portal.contexts.patients.models import Patient
from clinic_portal.contexts.patients.queries.find_duplicates import find_duplicates
from clinic_portal.contexts.patients.queries.get_patient import patient_view
from clinic_portal.contracts.patients import (
    DuplicateProbe,
    PatientCreated,
    PatientView,
    PossibleDuplicates,
    RegisterPatient,
)
from clinic_portal.foundation.database import TenantSession
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.once import once
from clinic_portal.foundation.work import current_work


def register_patient(command: RegisterPatient, country: str) -> PatientView:
    """The new record, or for a repeated key the one it made before; raises BadPhone or PossibleDuplicates."""
    phone = reachable(command.phone, country)
    return once(command, PatientView, lambda: _register(command, phone))


def _register(command: RegisterPatient, phone: str) -> PatientView:
    session, patient = current_work(), Patient()
    _wait_for_others(session, phone)
    _refuse_unanswered(command, phone)
    fill_record(patient, command, phone)
    session.add(patient)
    session.flush()
    index_words(patient)
    publish(
        PatientCreated(
            patient_id=patient.id,
            name=f"{patient.given} {patient.family}",
            phone=patient.phone,
            email=patient.email,
            language=patient.language,
        )
    )
    return patient_view(patient)


def _wait_for_others(session: TenantSession, phone: str) -> None:
    """Two desks that register one phone at once go one after the other, so that the second is warned."""
    one = func.hashtextextended(f"patient:{session.clinic_id}:{phone}", 0)
    session.execute(select(func.pg_advisory_xact_lock(one)))


def _refuse_unanswered(command: RegisterPatient, phone: str) -> None:
    typed = command.model_dump(include=set(DuplicateProbe.model_fields))
    likely = find_duplicates(DuplicateProbe(**{**typed, "phone": phone}))
    if {duplicate.patient.id for duplicate in likely} - set(command.another_person):
        raise PossibleDuplicates(likely)
