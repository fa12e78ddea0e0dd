"""What the parts of the service share: the door of the clinics."""

from clinic_portal.contracts.clinics import ClinicsContract


class Housed:
    """Knows the clinic's house."""

    def __init__(self, clinics: ClinicsContract) -> None:
        self._clinics = clinics

    def _zone(self) -> str:
        return self._clinics.directory().clinic.time_zone
