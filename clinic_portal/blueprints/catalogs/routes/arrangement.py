"""The admin's grid of a catalog: every term with what the clinic lays over it."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.catalogs.asked import Asked, asked
from clinic_portal.blueprints.catalogs.boards import board_of
from clinic_portal.blueprints.catalogs.shelves import SHELVES, shelf_of
from clinic_portal.foundation.web.pages import answer


def show(kind: str) -> ResponseReturnValue:
    """A page of the grid; its rows alone while somebody types, sorts or turns pages."""
    return grid(asked(shelf_of(kind).kind, request.args))


def grid(wanted: Asked, status: int = 200, said: str = "") -> Response:
    """The grid, with a sentence about what was just asked of it."""
    board = board_of(wanted)
    return answer(
        "catalogs/arrangement.html",
        "catalogs/_grid.html",
        status,
        board=board,
        shelf=board.shelf,
        shelves=SHELVES.values(),
        said=said,
    )
