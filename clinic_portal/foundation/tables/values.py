"""What is known of a table, and what may be said of it before."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from clinic_portal.foundation.values import Value


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


class Row(NamedTuple):
    """A row as a spreadsheet numbers it, from 1, the header too; cells are as they stand, blanks at its end cut.

    `width` is how many cells stood there before that; 0 where a file does not say.
    """

    number: int
    cells: tuple[str, ...]
    width: int = 0


class Shape(Value):
    """What somebody knows of a file; what is left open is recognised from its content."""

    format: Format | None = None
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None


class Limits(Value):
    """Where reading stops: `unpacked` bounds what a compressed file may grow to."""

    size: int = 50 * 1024 * 1024
    unpacked: int = 200 * 1024 * 1024
    rows: int = 200_000
    columns: int = 300
    cell: int = 32_767


UNKNOWN, USUAL = Shape(), Limits()


class Table(NamedTuple):
    """The rows that are not empty, read as they are asked for, and how they were recognised."""

    format: Format
    encoding: str | None
    separator: str | None
    rows: Iterable[Row]
