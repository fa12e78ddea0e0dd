"""The doors that operators' pages ask."""

from clinic_portal.contracts.catalogs import CatalogsContract
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.foundation.directory import find


def registry() -> ClinicsContract:
    """The clinics, whose registry operators keep."""
    return find(ClinicsContract)


def catalogs() -> CatalogsContract:
    """The catalogs, near or far."""
    return find(CatalogsContract)
