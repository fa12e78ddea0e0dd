"""What the states of the waiting list and of offers are called, for all of the agenda's templates."""

from typing import Any

from flask_babel import get_locale, lazy_gettext as _

from clinic_portal.contracts.agenda import AskState, WaitlistState

STATES = {
    WaitlistState.WAITING: _("Waiting"),
    WaitlistState.OFFERED: _("A time is offered"),
    WaitlistState.BOOKED: _("Booked"),
    WaitlistState.WITHDRAWN: _("Taken off"),
    WaitlistState.EXPIRED: _("Last day has passed"),
}
ASKS = {
    AskState.ASKED: _("No answer yet"),
    AskState.ACCEPTED: _("Said yes"),
    AskState.REFUSED: _("Said no"),
    AskState.TAKEN: _("Came too late"),
    AskState.EXPIRED: _("Offer has ended"),
}


def spoken() -> dict[str, Any]:
    return {"waitlist_words": STATES, "ask_words": ASKS, "weekday_name": _weekday}


def _weekday(weekday: int) -> str:
    """0 is Monday."""
    names: Any = get_locale().days["format"]["abbreviated"]
    return str(names[weekday])
