"""Patients of the demo who book by themselves: the clinic lets them, and one waits for an answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from clinic_portal.cli.seed.diary import Entry
from clinic_portal.cli.seed.story import Step, Story
from clinic_portal.contracts.agenda import AgendaContract, AppointmentStatus, Message
from clinic_portal.contracts.agenda.online import SetOnlinePolicy
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import local_day
from clinic_portal.foundation.directory import find


def open_online() -> None:
    rules = find(AgendaContract).online_policy().model_dump()
    text = "Elija la hora que le convenga; le confirmamos por mensaje."
    find(AgendaContract).set_online_policy(SetOnlinePolicy(**rules | {"open": True, "text": text}))


def one_asked(entries: Sequence[Entry], house: ClinicDirectory, moment: datetime) -> tuple[Entry, ...]:
    """The last that is still awaited on the moment's day, asked for by its patient and not answered yet."""
    zone = house.clinic.time_zone
    day = local_day(moment, zone)
    awaited = [
        number
        for number, one in enumerate(entries)
        if one.story.status is AppointmentStatus.BOOKED and local_day(one.starts, zone) == day and one.starts > moment
    ]
    if len(awaited) < 2:
        return tuple(entries)
    last = awaited[-1]
    asked = replace(entries[last], story=_asked(entries[last].story))
    return (*entries[:last], asked, *entries[last + 1 :])


def _asked(told: Story) -> Story:
    first = told.steps[0]
    return Story(AppointmentStatus.PENDING, Message.NONE, told.note, (Step(first.at, "requested"),))
