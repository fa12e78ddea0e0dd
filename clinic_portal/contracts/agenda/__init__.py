"""The door of the agenda: days, appointments and free times; it owns the clinic's capacity."""

from clinic_portal.contracts.agenda.availability import (
    MIDNIGHT,
    AddException,
    AddRule,
    AvailabilityView,
    Block,
    Blocked,
    DayHours,
    EditException,
    EditRule,
    EndException,
    EndRule,
    ExceptionFields,
    ExceptionView,
    Holiday,
    Hours,
    RuleFields,
    RuleView,
    SwitchHolidays,
    Whose,
    Why,
)
from clinic_portal.contracts.agenda.commands import (
    BookAppointment,
    CancelAppointment,
    ConfirmAppointment,
    FindFree,
    MarkAppointment,
    MoveAppointment,
)
from clinic_portal.contracts.agenda.door import AgendaContract
from clinic_portal.contracts.agenda.ends import (
    Attendance,
    DayEnd,
)
from clinic_portal.contracts.agenda.equipment import (
    AddEquipment,
    EditEquipment,
    EquipmentNameTaken,
    EquipmentView,
    RetireEquipment,
    RoomCapacity,
    SetRoomCapacity,
)
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
    AvailabilityChanged,
)
from clinic_portal.contracts.agenda.kinds import (
    AddAppointmentType,
    AppointmentTypeView,
    EditAppointmentType,
    KindFields,
    KindNameTaken,
    NotForThisKind,
    RetireAppointmentType,
)
from clinic_portal.contracts.agenda.links import (
    AddCalendar,
    AddScreen,
    AppointmentMoveAsked,
    AskToMove,
    CalendarShows,
    CancelVisit,
    ConfirmVisit,
    LinkPurpose,
    MoveWish,
    RevokeLink,
    ScreenCall,
    ScreenView,
    SecretLink,
    SettleWish,
    TooLateToCancel,
    VisitView,
)
from clinic_portal.contracts.agenda.policy import (
    DayPolicy,
    SetDayPolicy,
)
from clinic_portal.contracts.agenda.queue import (
    AddServicePoint,
    AlreadyWaits,
    CallNext,
    EnterQueue,
    NobodyWaits,
    NotThatTurn,
    PointNameTaken,
    QueueEntry,
    QueueState,
    QueueStep,
    QueueView,
    RetireServicePoint,
    ServicePoint,
    TakeTurn,
    TransferTurn,
    TurnTaken,
    UndoTurn,
)
from clinic_portal.contracts.agenda.refusals import (
    BadBlocks,
    BadDays,
    InThePast,
    NotThatStep,
    OutsideHours,
    SlotTaken,
    UnknownChoice,
)
from clinic_portal.contracts.agenda.rescheduling import MOST_HITS, FailedMove, Hit, NotAllMoved, PlannedMove, Reschedule
from clinic_portal.contracts.agenda.saved_views import (
    MOST_VIEWS,
    MyViews,
    RememberView,
    RenameView,
    SavedView,
    SaveView,
    TooManyViews,
    ViewFields,
    ViewNameTaken,
)
from clinic_portal.contracts.agenda.searching import FindSlots
from clinic_portal.contracts.agenda.series import (
    MOST_IN_SERIES,
    BookSeries,
    CancelSeries,
    Chosen,
    MoveSeries,
    NoSeries,
    Occurrence,
    PlanSeries,
    Recurrence,
    Reslotted,
    Scope,
    SeriesClashes,
    SeriesPlan,
    SeriesView,
    Unit,
)
from clinic_portal.contracts.agenda.spanning import WEEK, DayLoad, WeekView
from clinic_portal.contracts.agenda.values import (
    AppointmentStatus,
    AppointmentView,
    Change,
    Clash,
    DayEntry,
    DayView,
    FreeTime,
    Message,
    PatientPast,
)

VERSION = 1

__all__ = [
    "MIDNIGHT", "MOST_HITS", "MOST_IN_SERIES", "MOST_VIEWS", "VERSION", "WEEK", "AddAppointmentType",
    "AddCalendar", "AddEquipment", "AddException", "AddRule", "AddScreen", "AddServicePoint", "AgendaContract",
    "AlreadyWaits", "AppointmentArrived", "AppointmentBooked", "AppointmentCancelled", "AppointmentCheckedIn",
    "AppointmentConfirmed", "AppointmentFact", "AppointmentFulfilled", "AppointmentMissed",
    "AppointmentMoveAsked", "AppointmentMoved", "AppointmentOverbooked", "AppointmentReset",
    "AppointmentStatus", "AppointmentTypeView", "AppointmentView", "AskToMove", "Attendance",
    "AvailabilityChanged", "AvailabilityView", "BadBlocks", "BadDays", "Block", "Blocked", "BookAppointment",
    "BookSeries", "CalendarShows", "CallNext", "CancelAppointment", "CancelSeries", "CancelVisit", "Change",
    "Chosen", "Clash", "ConfirmAppointment", "ConfirmVisit", "DayEnd", "DayEntry", "DayHours", "DayLoad",
    "DayPolicy", "DayView", "EditAppointmentType", "EditEquipment", "EditException", "EditRule", "EndException",
    "EndRule", "EnterQueue", "EquipmentNameTaken", "EquipmentView", "ExceptionFields", "ExceptionView",
    "FailedMove", "FindFree", "FindSlots", "FreeTime", "Hit", "Holiday", "Hours", "InThePast", "KindFields",
    "KindNameTaken", "LinkPurpose", "MarkAppointment", "Message", "MoveAppointment", "MoveSeries", "MoveWish",
    "MyViews", "NoSeries", "NobodyWaits", "NotAllMoved", "NotForThisKind", "NotThatStep", "NotThatTurn",
    "Occurrence", "OutsideHours", "PatientPast", "PlanSeries", "PlannedMove", "PointNameTaken", "QueueEntry",
    "QueueState", "QueueStep", "QueueView", "Recurrence", "RememberView", "RenameView", "Reschedule",
    "Reslotted", "RetireAppointmentType", "RetireEquipment", "RetireServicePoint", "RevokeLink", "RoomCapacity",
    "RuleFields", "RuleView", "SaveView", "SavedView", "Scope", "ScreenCall", "ScreenView", "SecretLink",
    "SeriesClashes", "SeriesPlan", "SeriesView", "ServicePoint", "SetDayPolicy", "SetRoomCapacity",
    "SettleWish", "SlotTaken", "SwitchHolidays", "TakeTurn", "TooLateToCancel", "TooManyViews", "TransferTurn",
    "TurnTaken", "UndoTurn", "Unit", "UnknownChoice", "ViewFields", "ViewNameTaken", "VisitView", "WeekView",
    "Whose", "Why",
]  # fmt: skip
