"""The patients of the entered clinic: what their contract promises, one unit of work a promise."""

from clinic_portal.contexts.patients.commands.bring_patients import bring_patients
from clinic_portal.contexts.patients.commands.edit_patient import edit_patient
from clinic_portal.contexts.patients.commands.register_patient import register_patient
from clinic_portal.contexts.patients.commands.remember_visit import remember_visit
from clinic_portal.contexts.patients.queries.find_duplicates import find_duplicates
from clinic_portal.contexts.patients.queries.get_patient import get_patient
from clinic_portal.contexts.patients.queries.list_patients import list_patients
from clinic_portal.contexts.patients.queries.recent_patients import recent_patients
from clinic_portal.contexts.patients.queries.search_patients import search_patients
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.contracts.patients import (
    DuplicateProbe,
    EditPatient,
    LikelyDuplicate,
    PatientFields,
    PatientOption,
    PatientPage,
    PatientView,
    RegisterPatient,
)
from clinic_portal.foundation.cache import drop, version
from clinic_portal.foundation.phones import find_e164
from clinic_portal.foundation.work import after_commit, work

REGION = "patients"


class PatientsService:
    """Keeps PatientsContract; asks the clinics for the country whose phone numbers are typed without a prefix."""

    def __init__(self, clinics: ClinicsContract) -> None:
        self._clinics = clinics

    def register(self, command: RegisterPatient) -> PatientView:
        country = self._country()
        with work():
            after_commit(_forget)
            return register_patient(command, country)

    def bring(self, patients: tuple[PatientFields, ...]) -> tuple[int, ...]:
        country = self._country()
        with work():
            after_commit(_forget)
            return bring_patients(patients, country)

    def edit(self, command: EditPatient) -> PatientView:
        country = self._country()
        with work():
            after_commit(_forget)
            return edit_patient(command, country)

    def patient(self, patient_id: int) -> PatientView:
        with work():
            return get_patient(patient_id)

    def search(self, text: str, limit: int = 10) -> tuple[PatientOption, ...]:
        # Read first: whoever keeps the answer keeps what it stands under.
        version(REGION)
        with work():
            return search_patients(text, limit)

    def page(self, text: str, page: int = 1, size: int = 50) -> PatientPage:
        with work():
            return list_patients(text, page, size)

    def likely_duplicates(self, probe: DuplicateProbe) -> tuple[LikelyDuplicate, ...]:
        phone = find_e164(probe.phone, self._country()) or ""
        with work():
            return find_duplicates(probe.model_copy(update={"phone": phone}))

    def recent(self, user_id: int, limit: int = 8) -> tuple[PatientOption, ...]:
        with work():
            return recent_patients(user_id, limit)

    def remember_visit(self, user_id: int, patient_id: int) -> None:
        with work():
            remember_visit(user_id, patient_id)

    def _country(self) -> str:
        return self._clinics.directory().clinic.country


def _forget() -> None:
    drop(REGION)
