"""Tables that people bring as files, read row by row as text: CSV however it was saved, and XLSX."""

from clinic_portal.foundation.tables.reading import read_table
from clinic_portal.foundation.tables.refusals import UnreadableTable
from clinic_portal.foundation.tables.values import Format, Limits, Row, Shape, Table

__all__ = ["Format", "Limits", "Row", "Shape", "Table", "UnreadableTable", "read_table"]
