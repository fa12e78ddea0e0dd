"""The forms in which a clinic arranges its house; whether a thing can be is the house's to say."""

from clinic_portal.blueprints.clinics.forms.branches import BranchForm, RetirementForm, RoomForm
from clinic_portal.blueprints.clinics.forms.clinic import LogoForm, ProfileForm, TextsForm
from clinic_portal.blueprints.clinics.forms.practitioners import PractitionerForm

__all__ = [
    "LANGUAGES",
    "BranchForm",
    "LogoForm",
    "PractitionerForm",
    "ProfileForm",
    "RetirementForm",
    "RoomForm",
    "TextsForm",
]
