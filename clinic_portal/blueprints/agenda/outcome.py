"""What every action on the agenda answers: the board anew, the panel as it should be, and a short sentence."""

from dataclasses import replace

from flask import Response, request

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import board_of, house
from clinic_portal.blueprints.agenda.fits import fits_after, gap_address
from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.blueprints.agenda.undoable import remember
from clinic_portal.contracts.agenda import AppointmentView, Gap
from clinic_portal.foundation.clock import local_day
from clinic_portal.foundation.web.pages import done, signal, wants_fragment


def settled(
    outcome: str, appointment: AppointmentView, said: str, freed: Gap | None = None, *, undoable: bool = True
) -> Response:
    """For htmx the outcome template over the shown board; elsewhere the page of the appointment's day.

    `freed` is a time that nobody has any more: whom on the waiting list it fits is shown in the panel.
    """
    home = house()
    shown = asked_for(home)
    waiting = fits_after(freed)
    if undoable and not wants_fragment():
        remember(appointment)
    response = done(
        outcome,
        then=gap_address(freed) if freed and waiting else day_of(appointment, shown).address(),
        said=said,
        # Only an answer in place shows it: elsewhere the next page asks for it itself.
        board=board_of(shown) if wants_fragment() else None,
        shown=shown,
        house=home,
        waiting=waiting,
        undo=appointment if undoable else None,
        from_panel=not request.headers.get("HX-Source", "").startswith(("article", "form#proposal", "form#late")),
    )
    return signal(response, "agenda-settled", appointment=appointment.id)


def day_of(appointment: AppointmentView, shown: Shown) -> Shown:
    """The view of the day and branch in which an appointment stands."""
    home = house()
    branch = home.branch(appointment.branch_id) or shown.branch
    return replace(shown, day=local_day(appointment.starts_at, home.clinic.time_zone), branch=branch)
