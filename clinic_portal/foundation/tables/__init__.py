"""Tables that people bring as files, read row by row as text: CSV however it was saved, and XLSX."""

from clinic_portal.foundation.tables.guarding import guarded, unguarded
from clinic_portal.foundation.tables.reading import read_table
from clinic_portal.foundation.tables.refusals import UnreadableTable
from clinic_portal.foundation.tables.values import Format, Limits, Row, Shape, Table
from clinic_portal.foundation.tables.workbook import xlsx_content
from clinic_portal.foundation.tables.writing import Cell, csv_content, written

__all__ = [
    "Cell",
    "Format",
    "Limits",
    "Row",
    "Shape",
    "Table",
    "UnreadableTable",
    "csv_content",
    "guarded",
    "read_table",
    "unguarded",
    "written",
    "xlsx_content",
]
