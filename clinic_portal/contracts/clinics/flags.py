"""The features that operators can switch on for a clinic: the whole list, with a sentence each."""

from enum import StrEnum

from flask_babel import lazy_gettext as _


class Flag(StrEnum):
    """What code asks `is_on` for; the value is kept in the database and stays the same."""

    WEEK_STRIP = "agenda.week-strip"
    ONLINE_BOOKING = "agenda.online-booking"


FLAGS = {
    Flag.WEEK_STRIP: _("Above the day, the agenda shows its whole week to go to another day."),
    Flag.ONLINE_BOOKING: _("Patients book by themselves at an address of the clinic, as the clinic's rules allow."),
}
"""What a clinic gets when the flag is on."""
