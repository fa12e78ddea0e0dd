"""One patient's record."""

from sqlalchemy import bindparam, select

from clinic_portal.contexts.patients.models import Patient
from clinic_portal.contexts.patients.queries.parts import CLINIC, OWN_PREDICATE, PATIENT
from clinic_portal.contracts.patients import PatientView, Sex
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

_FIELDS = tuple(PatientView.model_fields)
_STATEMENT = (
    select(*(PATIENT.c[name] for name in _FIELDS))
    .where(PATIENT.c.clinic_id == CLINIC, PATIENT.c.id == bindparam("patient_id"))
    .execution_options(**OWN_PREDICATE)
)


def get_patient(patient_id: int) -> PatientView:
    """The record as it stands; raises NotFound."""
    session = current_work()
    row = session.execute(_STATEMENT, {"clinic_id": session.clinic_id, "patient_id": patient_id}).one_or_none()
    if row is None:
        raise NotFound
    return PatientView(**row._mapping)  # noqa: SLF001  # SQLAlchemy's public name for a row's fields


def patient_view(patient: Patient) -> PatientView:
    """The record that a command has in hand."""
    fields = {name: getattr(patient, name) for name in _FIELDS}
    return PatientView(**{**fields, "sex": Sex(patient.sex)})
