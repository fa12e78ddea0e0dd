"""How a table says that it cannot be read."""

from typing import Any

from flask_babel import lazy_gettext as _

from clinic_portal.foundation.refusals import Refusal


class UnreadableTable(Refusal):
    """The sentence says what is wrong; `row` and `column` count from 1, None where it is the file as a whole."""

    message = _("This file cannot be read as a table.")

    def __init__(self, message: Any = None, row: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.row, self.column = row, column


def at(row: int, column: int, what: Any) -> UnreadableTable:
    sentence = _("Row %(row)d, column %(column)d: %(what)s", row=row, column=column, what=what)
    return UnreadableTable(sentence, row, column)
