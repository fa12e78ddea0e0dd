"""The doors that the pages of clinics knock at."""

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.clinics import ClinicDirectory, ClinicsContract
from clinic_portal.contracts.identity import IdentityContract, MemberName
from clinic_portal.foundation.directory import find


def clinics() -> ClinicsContract:
    return find(ClinicsContract)


def agenda() -> AgendaContract:
    return find(AgendaContract)


def members() -> tuple[MemberName, ...]:
    return find(IdentityContract).members()


def house() -> ClinicDirectory:
    return clinics().directory()
