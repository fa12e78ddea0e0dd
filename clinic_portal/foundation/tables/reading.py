"""A file becomes a table, by what is in it and not by its name."""

from flask_babel import lazy_gettext as _

from clinic_portal.foundation.tables import delimited, sheets
from clinic_portal.foundation.tables.refusals import UnreadableTable
from clinic_portal.foundation.tables.values import UNKNOWN, USUAL, Format, Limits, Shape, Table

_PACKED, _OLD_EXCEL, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


def read_table(content: bytes, shape: Shape = UNKNOWN, limits: Limits = USUAL) -> Table:
    """The table that the bytes hold; raises UnreadableTable, here or while its rows are read."""
    if not content.strip():
        raise UnreadableTable(_("The file is empty."))
    if len(content) > limits.size:
        raise UnreadableTable(_("The file is larger than %(most)d MB.", most=limits.size // 2**20))
    if _format(content, shape) is Format.XLSX:
        return Table(Format.XLSX, None, None, sheets.rows(content, shape, limits))
    return delimited.table(content, shape, limits)


def _format(content: bytes, shape: Shape) -> Format:
    if content.startswith(_OLD_EXCEL):
        raise UnreadableTable(_("This is an old or protected Excel file. Save it as .xlsx or .csv without a password."))
    if content.startswith(_PDF):
        raise UnreadableTable(_("This is a PDF. Save the table as .xlsx or .csv."))
    found = Format.XLSX if content.startswith(_PACKED) else Format.CSV
    if shape.format not in {None, found}:
        raise UnreadableTable(_("This is not a file of the kind %(kind)s.", kind=shape.format))
    return found
