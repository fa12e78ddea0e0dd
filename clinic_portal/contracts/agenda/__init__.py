"""The door of the agenda: days, appointments and free times; it owns the clinic's capacity."""

from clinic_portal.contracts.agenda.commands import (
    BookAppointment,
    CancelAppointment,
    ConfirmAppointment,
    FindFree,
    MarkAppointment,
    MoveAppointment,
)
from clinic_portal.contracts.agenda.door import AgendaContract
from clinic_portal.contracts.agenda.events import (
    AppointmentArrived,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentCheckedIn,
    AppointmentConfirmed,
    AppointmentFact,
    AppointmentFulfilled,
    AppointmentMissed,
    AppointmentMoved,
    AppointmentOverbooked,
    AppointmentReset,
)
from clinic_portal.contracts.agenda.kinds import AddAppointmentType, AppointmentTypeView
from clinic_portal.contracts.agenda.refusals import (
    InThePast,
    NotThatStep,
    SlotTaken,
    UnknownChoice,
)
from clinic_portal.contracts.agenda.values import (
    AppointmentStatus,
    AppointmentView,
    Change,
    Clash,
    DayEntry,
    DayView,
    FreeTime,
    Message,
)

VERSION = 1

__all__ = [
    "VERSION",
    "AddAppointmentType",
    "AgendaContract",
    "AppointmentArrived",
    "AppointmentBooked",
    "AppointmentCancelled",
    "AppointmentCheckedIn",
    "AppointmentConfirmed",
    "AppointmentFact",
    "AppointmentFulfilled",
    "AppointmentMissed",
    "AppointmentMoved",
    "AppointmentOverbooked",
    "AppointmentReset",
    "AppointmentStatus",
    "AppointmentTypeView",
    "AppointmentView",
    "BookAppointment",
    "CancelAppointment",
    "Change",
    "Clash",
    "ConfirmAppointment",
    "DayEntry",
    "DayView",
    "FindFree",
    "FreeTime",
    "InThePast",
    "MarkAppointment",
    "Message",
    "MoveAppointment",
    "NotThatStep",
    "SlotTaken",
    "UnknownChoice",
]
