"""What the parts of the service share: the doors of the clinics and of the patients."""

from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.contracts.patients import PatientsContract


class Housed:
    """Knows the clinic's house, and whom to ask for its patients."""

    def __init__(self, clinics: ClinicsContract, patients: PatientsContract) -> None:
        self._clinics = clinics
        self._patients = patients

    def _zone(self) -> str:
        return self._clinics.directory().clinic.time_zone
