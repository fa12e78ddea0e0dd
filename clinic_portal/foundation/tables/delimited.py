"""Text with separators: which one is recognised from the lines, unless it is told."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from flask_babel import lazy_gettext as _

from clinic_portal.foundation.tables.encoding import decoded
from clinic_portal.foundation.tables.refusals import UnreadableTable, at
from clinic_portal.foundation.tables.values import Format, Limits, Row, Shape, Table

_SEPARATORS = (";", ",", "\t", "|")
_TOLD = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)
"""How Excel is told the separator in a first line that is no row."""
_LOOKED_AT = 200
_NONE = (0.0, False, 0)


def table(content: bytes, shape: Shape, limits: Limits) -> Table:
    """Raises UnreadableTable, here or while the rows are read."""
    text, encoding = decoded(content, shape.encoding)
    told = _TOLD.match(text)
    skipped = 1 if told else 0
    body = text[told.end() :] if told else text
    separator = shape.separator or (told[1] if told else _recognised(body))
    return Table(Format.CSV, encoding, separator, _rows(body, separator, skipped, limits))


def _recognised(text: str) -> str:
    """The one that cuts most lines alike; raises UnreadableTable when two do so equally well."""
    lines = list(islice(io.StringIO(text, newline=""), _LOOKED_AT))
    scores = {separator: _score(lines, separator) for separator in _SEPARATORS}
    best = max(scores.values())
    if best == _NONE:
        return _SEPARATORS[0]
    found = [separator for separator, score in scores.items() if score == best]
    if len(found) > 1:
        raise UnreadableTable(_("It cannot be told what separates the columns. Save the table as .xlsx instead."))
    return found[0]


def _score(lines: list[str], separator: str) -> tuple[float, bool, int]:
    """Which share of the rows has the usual number of cells, whether the first has it, and the number."""
    try:
        counts = [len(cells) for cells in csv.reader(lines, delimiter=separator) if cells]
    except csv.Error:
        return _NONE
    usual, often = max(Counter(counts).items(), key=lambda pair: (pair[1], pair[0]), default=(1, 0))
    return _NONE if usual == 1 else (round(often / len(counts), 1), counts[0] == usual, usual)


def _rows(text: str, separator: str, skipped: int, limits: Limits) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = skipped
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error:
            raise at(number, 1, _("a quotation mark is not closed, or stands where none belongs.")) from None
        if cells is None:
            return
        width = len(cells)
        if kept := checked(number, cells, limits):
            yield Row(number, kept, width)


def checked(number: int, cells: list[str], limits: Limits) -> tuple[str, ...]:
    """The cells without blanks at the end; raises UnreadableTable beyond the limits."""
    while cells and not cells[-1].strip():
        cells.pop()
    if number > limits.rows:
        raise at(number, 1, _("there are more than %(most)d rows.", most=limits.rows))
    if len(cells) > limits.columns:
        raise at(number, limits.columns + 1, _("there are more than %(most)d columns.", most=limits.columns))
    for column, cell in enumerate(cells, 1):
        if len(cell) > limits.cell:
            raise at(number, column, _("the text is longer than %(most)d characters.", most=limits.cell))
    return tuple(cells)
