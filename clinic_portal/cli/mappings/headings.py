"""The row of a table that names its columns; capitals, accents and spaces do not count."""

from collections.abc import Iterator
from typing import NamedTuple

from clinic_portal.cli.mappings.mapping import Mapping
from clinic_portal.foundation.folding import folded
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.tables import Row


class ColumnsMissing(Refusal):
    """The table has no such headings."""


class Headings(NamedTuple):
    """Where each field and each filtered column stands, from 0."""

    row: int
    names: tuple[str, ...]
    fields: dict[str, int]
    others: dict[str, int]

    def of_field(self, row: Row, field: str) -> str:
        return _cell(row, self.fields[field])

    def cell(self, row: Row, column: str) -> str:
        return _cell(row, self.others[column])

    def named(self, field: str) -> str:
        """A field's column as a person finds it."""
        place = self.fields.get(field)
        return f"{field} (a constant)" if place is None else f"column {place + 1} ({self.names[place]})"


def find_headings(mapping: Mapping, rows: Iterator[Row]) -> Headings:
    """Reads on to below the headings; raises ColumnsMissing."""
    found = next((row for row in rows if row.number >= mapping.table.header), Row(mapping.table.header, ()))
    places = {folded(name): place for place, name in reversed(list(enumerate(found.cells)))}
    fields = {field: _place(places, column.column) for field, column in mapping.columns.items()}
    others = {column: _place(places, (column,)) for column in mapping.where}
    missing = [
        *(" or ".join(mapping.columns[field].column) for field, place in fields.items() if place is None),
        *(column for column, place in others.items() if place is None),
    ]
    if missing:
        there = ", ".join(found.cells) or "nothing"
        raise ColumnsMissing(f"row {found.number} has no column {', '.join(missing)}; it has {there}")
    return Headings(found.number, found.cells, _known(fields), _known(others))


def _place(places: dict[str, int], wanted: tuple[str, ...]) -> int | None:
    return next((places[folded(name)] for name in wanted if folded(name) in places), None)


def _known(places: dict[str, int | None]) -> dict[str, int]:
    return {name: place for name, place in places.items() if place is not None}


def _cell(row: Row, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""
