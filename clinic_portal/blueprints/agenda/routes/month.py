"""The month as a map of how full its days are."""

from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.agenda.routes.spans import board_of_page, page_of


def show() -> ResponseReturnValue:
    """The page."""
    return page_of("month")


def board() -> ResponseReturnValue:
    """What of it changes while it is open."""
    return board_of_page("month")
