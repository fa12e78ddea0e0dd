"""A clinic's house, read whole."""

from typing import TypeVar

from sqlalchemy import Select, select

from clinic_portal.contexts.clinics.models import (
    Branch,
    Clinic,
    ClinicProfile,
    FeatureFlag,
    OpeningHoursRow,
    Practitioner,
    Room,
)
from clinic_portal.contracts.clinics import (
    BranchView,
    ClinicDirectory,
    ClinicView,
    OpeningHours,
    PractitionerView,
    RoomView,
)
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.values import Value
from clinic_portal.foundation.work import current_work

View = TypeVar("View", bound=Value)

_CLINIC = select(
    Clinic.id,
    Clinic.slug,
    ClinicProfile.name,
    ClinicProfile.language,
    ClinicProfile.country,
    ClinicProfile.currency,
    ClinicProfile.time_zone,
).join(ClinicProfile, ClinicProfile.clinic_id == Clinic.id)
_BRANCHES = select(Branch.id, Branch.name, Branch.address, Branch.phone).order_by(Branch.id)
_ROOMS = select(Room.id, Room.branch_id, Room.name).order_by(Room.id)
_PRACTITIONERS = select(
    Practitioner.id,
    Practitioner.branch_id,
    Practitioner.name,
    Practitioner.specialty,
    Practitioner.hue,
    Practitioner.room_id,
).order_by(Practitioner.id)
_HOURS = select(
    OpeningHoursRow.branch_id, OpeningHoursRow.weekday, OpeningHoursRow.opens, OpeningHoursRow.closes
).order_by(OpeningHoursRow.branch_id, OpeningHoursRow.weekday, OpeningHoursRow.opens)
_FLAGS = select(FeatureFlag.key).where(FeatureFlag.switched_on)


def registered(slug: str) -> int | None:
    """The id of a clinic that is not suspended."""
    return current_work().scalar(select(Clinic.id).where(Clinic.slug == slug, Clinic.suspended_at.is_(None)))


def clinic_ids() -> tuple[int, ...]:
    """Every clinic that is not suspended."""
    return tuple(current_work().scalars(select(Clinic.id).where(Clinic.suspended_at.is_(None)).order_by(Clinic.id)))


def clinic() -> ClinicView | None:
    """The entered clinic; None until its profile is written, for before that it is not open."""
    return next(iter(_views(_CLINIC, ClinicView)), None)


def directory() -> ClinicDirectory:
    """The entered clinic's house; raises NotFound while it is not open."""
    entered = clinic()
    if entered is None:
        raise NotFound
    return ClinicDirectory(
        clinic=entered,
        branches=_views(_BRANCHES, BranchView),
        rooms=_views(_ROOMS, RoomView),
        practitioners=_views(_PRACTITIONERS, PractitionerView),
        hours=_views(_HOURS, OpeningHours),
        flags=frozenset(current_work().scalars(_FLAGS)),
    )


def has_branch(branch_id: int) -> bool:
    return current_work().scalar(select(Branch.id).where(Branch.id == branch_id)) is not None


def has_room(branch_id: int, room_id: int) -> bool:
    return current_work().scalar(select(Room.id).where(Room.id == room_id, Room.branch_id == branch_id)) is not None


def _views(statement: Select[*tuple[object, ...]], view: type[View]) -> tuple[View, ...]:
    return tuple(view.model_validate(dict(row)) for row in current_work().execute(statement).mappings())
