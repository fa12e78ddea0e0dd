"""A day on paper and as a spreadsheet; patients are named for those who may see patients."""

from flask import Response, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.board import Board
from clinic_portal.blueprints.agenda.doors import board_of, house
from clinic_portal.blueprints.agenda.sheet import lines, rows
from clinic_portal.blueprints.agenda.state_words import state_words
from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tables import xlsx_content

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show() -> ResponseReturnValue:
    """The page that is printed: a list for each column, with room to tick and to write."""
    board, named = _day(), _named()
    return render_template(
        "agenda/sheet.html",
        board=board,
        shown=board.shown,
        named=named,
        lists=[(column, list(lines(column.cards, named=named))) for column in board.columns],
        words=state_words(),
    )


def spreadsheet() -> ResponseReturnValue:
    """The same as one table; what a spreadsheet might take for a formula is plain text in it."""
    board = _day()
    content = xlsx_content(rows(board, state_words(), named=_named()), _("Agenda"))
    name = f"agenda-{board.shown.day.isoformat()}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, mimetype=XLSX, headers=headers)


def _day() -> Board:
    found = board_of(asked_for(house()))
    if not isinstance(found, Board):
        raise NotFound
    return found


def _named() -> bool:
    return bool(current_user.may(g.clinic.id, Permission.SEE_PATIENTS))
