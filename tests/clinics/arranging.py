"""Arranging a house at its door: whole commands made of what stands, with what shall be different."""

from datetime import time

from clinic_portal.contracts.clinics import (
    BranchView,
    ClinicsContract,
    EditBranch,
    EditPractitioner,
    EditProfile,
    PractitionerView,
    Shift,
)
from clinic_portal.foundation.directory import find

MORNING, AFTERNOON = (time(9), time(14)), (time(16), time(20))


def door() -> ClinicsContract:
    return find(ClinicsContract)


def edited_branch(branch: BranchView, **different: object) -> EditBranch:
    home = door().directory()
    hours = tuple((one.weekday, one.opens, one.closes) for one in home.hours if one.branch_id == branch.id)
    fields = {"name": branch.name, "address": branch.address, "phone": branch.phone, "hours": hours}
    return EditBranch(branch_id=branch.id, **{"version": branch.version, **fields, **different})


def edited_practitioner(one: PractitionerView, **different: object) -> EditPractitioner:
    fields = one.model_dump(exclude={"id", "retired"})
    shifts = tuple(
        Shift(**shift.model_dump(exclude={"practitioner_id"})) for shift in door().directory().shifts_of(one.id)
    )
    return EditPractitioner(practitioner_id=one.id, **{**fields, "shifts": shifts, **different})


def edited_profile(**different: object) -> EditProfile:
    fields = door().directory().clinic.model_dump(exclude={"id", "slug", "logo", "suspended"})
    return EditProfile(**{**fields, **different})
