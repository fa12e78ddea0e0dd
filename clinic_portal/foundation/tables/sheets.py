"""Spreadsheets: values as they are shown, without formulas, entities or bombs."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, time
from typing import Any
from xml.etree.ElementTree import ParseError

import defusedxml
import openpyxl
from flask_babel import lazy_gettext as _

from clinic_portal.foundation.tables.delimited import checked
from clinic_portal.foundation.tables.refusals import UnreadableTable
from clinic_portal.foundation.tables.values import Limits, Row, Shape

_MOST_PARTS = 2000
_SIGN = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a spreadsheet writes a sign that XML cannot hold, and the underscore that would begin such an escape."""
_BROKEN = (
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    defusedxml.DefusedXmlException,
    zipfile.BadZipFile,
    zlib.error,
)
"""What a damaged or forged spreadsheet makes of the library that reads it."""


def rows(content: bytes, shape: Shape, limits: Limits) -> Iterator[Row]:
    """Of the named sheet, or of the first that is not hidden; raises UnreadableTable."""
    _refuse_bombs(content, limits)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = _sheet(book, shape.sheet)
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            if kept := checked(number, [_text(value) for value in values], limits):
                yield Row(number, kept)
    except _BROKEN:
        raise UnreadableTable(_("This spreadsheet is damaged. Open it and save it anew as .xlsx.")) from None


def _refuse_bombs(content: bytes, limits: Limits) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        raise UnreadableTable from None
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
        raise UnreadableTable(_("This spreadsheet unpacks to more than %(most)d MB.", most=limits.unpacked // 2**20))
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise UnreadableTable(_("This is no .xlsx spreadsheet. Save the table as .xlsx or .csv."))


def _sheet(book: Any, name: str | None) -> Any:
    if name is None:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return (visible or book.worksheets)[0]
    if name not in book.sheetnames:
        raise UnreadableTable(_("There is no sheet called %(name)s.", name=name))
    return book[name]


def _text(value: Any) -> str:
    """A number without a needless `.0`, a day and a time as ISO 8601 writes them."""
    if isinstance(value, str):
        return _SIGN.sub(lambda sign: chr(int(sign[1], 16)), value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | time):
        return value.isoformat().removesuffix("T00:00:00")
    return "" if value is None else str(value)
