"""A branch's day with the hours of all who can be booked there."""

from datetime import date

from clinic_portal.contexts.agenda.availability import public_holidays
from clinic_portal.contexts.agenda.availability.calendar import Calendar
from clinic_portal.contexts.agenda.availability.windows import BranchDay
from clinic_portal.contracts.agenda import DayHours
from clinic_portal.contracts.clinics import ClinicDirectory


def branch_day(house: ClinicDirectory, calendar: Calendar, branch_id: int, day: date) -> BranchDay:
    """What the pure rules know of the day; `calendar` may be about more days."""
    holiday = public_holidays.on(house.clinic.country, day)
    return BranchDay(house, calendar.on(day), branch_id, day, holiday is not None)


def hours_of(
    house: ClinicDirectory, calendar: Calendar, branch_id: int, day: date, practitioner_id: int | None = None
) -> DayHours:
    """With `practitioner_id` that one's alone, and no room's."""
    made = branch_day(house, calendar, branch_id, day)
    practitioners = house.practitioners_of(branch_id)
    asked = practitioners if practitioner_id is None else [one for one in practitioners if one.id == practitioner_id]
    rooms = house.rooms_of(branch_id) if practitioner_id is None else ()
    return DayHours.model_construct(
        holiday=public_holidays.on(house.clinic.country, day),
        branch=made.branch_hours(),
        practitioners={one.id: made.practitioner_hours(one.id) for one in asked},
        rooms={one.id: made.room_hours(one.id) for one in rooms},
    )
