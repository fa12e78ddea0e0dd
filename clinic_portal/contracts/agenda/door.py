"""The promises of the agenda, one part a file."""

from typing import Protocol

from clinic_portal.contracts.agenda.availability import Availability
from clinic_portal.contracts.agenda.booking import Booking
from clinic_portal.contracts.agenda.ends import Ends
from clinic_portal.contracts.agenda.equipment import Equipping
from clinic_portal.contracts.agenda.gaps import Offering
from clinic_portal.contracts.agenda.holding import Holding
from clinic_portal.contracts.agenda.kinds import Kinds
from clinic_portal.contracts.agenda.links import Links
from clinic_portal.contracts.agenda.online import OnlineBooking
from clinic_portal.contracts.agenda.policy import Policies
from clinic_portal.contracts.agenda.queue import Queueing
from clinic_portal.contracts.agenda.recalls import Recalling
from clinic_portal.contracts.agenda.rescheduling import Rescheduling
from clinic_portal.contracts.agenda.saved_views import SavingViews
from clinic_portal.contracts.agenda.searching import Searching
from clinic_portal.contracts.agenda.series import Repeating
from clinic_portal.contracts.agenda.spanning import Spanning
from clinic_portal.contracts.agenda.substates import Substates
from clinic_portal.contracts.agenda.undoing import Undoing
from clinic_portal.contracts.agenda.video import ByVideo
from clinic_portal.contracts.agenda.viewing import Viewing
from clinic_portal.contracts.agenda.waiting_list import WaitingList


class AgendaContract(
    Viewing,
    Spanning,
    SavingViews,
    Booking,
    Holding,
    Undoing,
    Queueing,
    Links,
    Policies,
    Ends,
    Kinds,
    Equipping,
    Availability,
    Searching,
    Rescheduling,
    Repeating,
    OnlineBooking,
    WaitingList,
    Offering,
    Recalling,
    ByVideo,
    Substates,
    Protocol,
):
    """The agenda of the entered clinic."""
