"""The doors that the agenda's pages ask, and the board they all show."""

from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.board import Board, make_board
from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.clinics import ClinicDirectory, ClinicsContract
from clinic_portal.foundation.clock import local_minutes, now, today
from clinic_portal.foundation.directory import find


def agenda() -> AgendaContract:
    return find(AgendaContract)


def house() -> ClinicDirectory:
    return find(ClinicsContract).directory()


def board_of(shown: Shown) -> Board:
    """The day as it stands now."""
    home, door = house(), agenda()
    zone = home.clinic.time_zone
    minutes = local_minutes(now(), zone) if shown.day == today(zone) else None
    # Looked up once: a full day has hundreds of gaps.
    free = _("Free from %(from)s to %(until)s, %(who)s")
    return make_board(shown, door.day(shown.branch.id, shown.day), home, door.types(), minutes, free=free)
