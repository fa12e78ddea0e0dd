"""The states of an appointment in the reader's words, where no page draws them."""

from flask_babel import gettext as _


def state_words() -> dict[str, str]:
    """By the word that colours and icons go by."""
    return {
        "pending": _("Requested"),
        "booked": _("Booked"),
        "confirmed": _("Confirmed"),
        "arrived": _("Arrived"),
        "checked_in": _("In room"),
        "fulfilled": _("Done"),
        "noshow": _("No-show"),
        "cancelled": _("Cancelled"),
    }
