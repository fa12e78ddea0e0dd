"""The doors that the pages of patients knock at."""

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.clinics import ClinicDirectory, ClinicsContract
from clinic_portal.contracts.patients import PatientsContract
from clinic_portal.foundation.directory import find


def patients() -> PatientsContract:
    return find(PatientsContract)


def agenda() -> AgendaContract:
    return find(AgendaContract)


def house() -> ClinicDirectory:
    return find(ClinicsContract).directory()
