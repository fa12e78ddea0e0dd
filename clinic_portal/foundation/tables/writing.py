"""Tables for people to take away: CSV as their spreadsheet expects it, and XLSX with typed cells; never a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from clinic_portal.foundation.tables.guarding import guarded

Cell = str | int | Decimal | None
"""Numbers are written as numbers; money as a Decimal."""
_MARK = "\ufeff"
"""By which Excel knows that a CSV is UTF-8."""
_COMMA_LANGUAGES = frozenset({"es"})
"""Where the decimals stand behind a comma, a spreadsheet cuts the columns at semicolons."""


def written(cell: Cell, language: str) -> str:
    """The cell as a person of that language writes it."""
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",") if language in _COMMA_LANGUAGES else str(cell)
    return "" if cell is None else str(cell)


def csv_content(rows: Iterable[Sequence[Cell]], language: str) -> bytes:
    """UTF-8 with a mark; cut at `;` or `,` as the language's spreadsheets cut."""
    out = io.StringIO(newline="")
    out.write(_MARK)
    writer = csv.writer(out, delimiter=";" if language in _COMMA_LANGUAGES else ",", lineterminator="\r\n")
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else written(cell, language) for cell in row])
    return out.getvalue().encode()
