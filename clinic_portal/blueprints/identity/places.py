"""The clinics that a visitor can open now."""

from flask_login import current_user

from clinic_portal.contracts.clinics import ClinicsContract, ClinicView
from clinic_portal.contracts.identity import MembershipView
from clinic_portal.foundation.directory import find


def open_places() -> tuple[tuple[MembershipView, ClinicView], ...]:
    """The visitor's memberships with their clinics, without those that are suspended."""
    clinics = find(ClinicsContract)
    found = ((place, clinics.find_clinic(place.slug)) for place in current_user.memberships)
    return tuple((place, clinic) for place, clinic in found if clinic)


def closed_places() -> tuple[MembershipView, ...]:
    """Those of the visitor's memberships whose clinics are suspended."""
    clinics = find(ClinicsContract)
    return tuple(place for place in current_user.memberships if clinics.find_clinic(place.slug) is None)
