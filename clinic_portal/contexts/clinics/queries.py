"""A clinic's house, read whole."""

from typing import TypeVar

from sqlalchemy import Select, func, select

from clinic_portal.contexts.clinics.models import (
    Branch,
    Clinic,
    ClinicLogo,
    ClinicProfile,
    ClinicText,
    FeatureFlag,
    OpeningHoursRow,
    Practitioner,
    PractitionerShiftRow,
    Room,
)
from clinic_portal.contexts.clinics.rules import Parts, furnished
from clinic_portal.contracts.clinics import (
    BranchView,
    ClinicDirectory,
    ClinicTexts,
    ClinicView,
    Logo,
    OpeningHours,
    PractitionerShift,
    PractitionerView,
    RoomView,
)
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.values import Value
from clinic_portal.foundation.work import current_work

View = TypeVar("View", bound=Value)

_CLINIC = (
    select(
        Clinic.id,
        Clinic.slug,
        ClinicProfile.name,
        ClinicProfile.language,
        ClinicProfile.country,
        ClinicProfile.currency,
        ClinicProfile.time_zone,
        ClinicProfile.version,
        func.coalesce(ClinicLogo.fingerprint, "").label("logo"),
        Clinic.suspended_at.is_not(None).label("suspended"),
    )
    .join(ClinicProfile, ClinicProfile.clinic_id == Clinic.id)
    .outerjoin(ClinicLogo, ClinicLogo.clinic_id == Clinic.id)
)
_BRANCHES = select(
    Branch.id,
    Branch.name,
    Branch.address,
    Branch.phone,
    Branch.version,
    Branch.retired_at.is_not(None).label("retired"),
).order_by(Branch.id)
_ROOMS = select(
    Room.id, Room.branch_id, Room.name, Room.version, Room.retired_at.is_not(None).label("retired")
).order_by(Room.place, Room.id)
_PRACTITIONERS = select(
    Practitioner.id,
    Practitioner.branch_id,
    Practitioner.name,
    Practitioner.specialty,
    Practitioner.hue,
    Practitioner.room_id,
    Practitioner.user_id,
    Practitioner.version,
    Practitioner.retired_at.is_not(None).label("retired"),
).order_by(Practitioner.id)
_HOURS = select(
    OpeningHoursRow.branch_id, OpeningHoursRow.weekday, OpeningHoursRow.opens, OpeningHoursRow.closes
).order_by(OpeningHoursRow.branch_id, OpeningHoursRow.weekday, OpeningHoursRow.opens)
_SHIFTS = select(
    PractitionerShiftRow.practitioner_id,
    PractitionerShiftRow.branch_id,
    PractitionerShiftRow.weekday,
    PractitionerShiftRow.opens,
    PractitionerShiftRow.closes,
).order_by(PractitionerShiftRow.practitioner_id, PractitionerShiftRow.weekday, PractitionerShiftRow.opens)
_TEXTS = select(
    ClinicText.language,
    ClinicText.greeting,
    ClinicText.footer,
    ClinicText.cancellation_policy,
    ClinicText.directions,
    ClinicText.version,
).order_by(ClinicText.language)
_FLAGS = select(FeatureFlag.key).where(FeatureFlag.switched_on)


def id_of(slug: str) -> int | None:
    """The clinic that has a slug, suspended or not, open already or begun only."""
    return current_work().scalar(select(Clinic.id).where(Clinic.slug == slug))


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
    return furnished(
        Parts(_views(_BRANCHES, BranchView), _views(_ROOMS, RoomView), _views(_PRACTITIONERS, PractitionerView)),
        _views(_SHIFTS, PractitionerShift),
        clinic=entered,
        hours=_views(_HOURS, OpeningHours),
        flags=frozenset(current_work().scalars(_FLAGS)),
        texts=_views(_TEXTS, ClinicTexts),
    )


def logo() -> Logo | None:
    """The entered clinic's picture."""
    found = _views(select(ClinicLogo.content, ClinicLogo.fingerprint, ClinicLogo.width, ClinicLogo.height), Logo)
    return next(iter(found), None)


def has_branch(branch_id: int) -> bool:
    return current_work().scalar(select(Branch.id).where(Branch.id == branch_id)) is not None


def branch_of_room(room_id: int) -> int | None:
    """The branch that a room is in; None for a room that is not the clinic's."""
    found: int | None = current_work().scalar(select(Room.branch_id).where(Room.id == room_id))
    return found


def _views(statement: Select[*tuple[object, ...]], view: type[View]) -> tuple[View, ...]:
    return tuple(view.model_validate(dict(row)) for row in current_work().execute(statement).mappings())
