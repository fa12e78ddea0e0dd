"""The day: the page that a receptionist has open."""

from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.agenda.routes.spans import board_of_page, page_of


def show() -> ResponseReturnValue:
    """The page."""
    return page_of("day")


def board() -> ResponseReturnValue:
    """What of it changes while it is open."""
    return board_of_page("day")
