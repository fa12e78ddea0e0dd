"""The doors that the pages of clinics knock at."""

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.clinics import ClinicDirectory, ClinicsContract
from clinic_portal.foundation.directory import find


def clinics() -> ClinicsContract:
    return find(ClinicsContract)


def agenda() -> AgendaContract:
    return find(AgendaContract)


def house() -> ClinicDirectory:
    return clinics().directory()
