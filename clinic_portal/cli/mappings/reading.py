"""A table becomes terms as a mapping says; what is wrong is named by row and column, and nothing is half read."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from clinic_portal.cli.mappings.headings import Headings, find_headings
from clinic_portal.cli.mappings.mapping import Column, Mapping
from clinic_portal.cli.mappings.steps import STEPS
from clinic_portal.contracts.catalogs import ImportTerm, facts_of
from clinic_portal.foundation.folding import folded
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.tables import Row, Shape, read_table

MOST_NAMED = 20


class Fault(NamedTuple):
    row: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.what}"


class Faulty(Refusal):
    """The list has faults, each with its place."""

    def __init__(self, faults: list[Fault]) -> None:
        named = [str(fault) for fault in faults[:MOST_NAMED]]
        more = [f"and {len(faults) - MOST_NAMED} more"] if len(faults) > MOST_NAMED else []
        super().__init__("\n".join([*named, *more]))
        self.faults = faults


def read_terms(mapping: Mapping, content: bytes) -> tuple[ImportTerm, ...]:
    """All terms of the list; raises Faulty, or UnreadableTable from the table itself."""
    shape = Shape(**mapping.table.model_dump(exclude={"header"}))
    rows = iter(read_table(content, shape).rows)
    headings = find_headings(mapping, rows)
    reader = _Reader(mapping, headings)
    terms = [term for row in rows if reader.counts(row) and (term := reader.term(row))]
    if not terms and not reader.faults:
        reader.faults.append(Fault(headings.row, "all columns", "no row below these headings counts"))
    if reader.faults:
        raise Faulty(reader.faults)
    return tuple(terms)


class _Wrong(Exception):
    """A field of a row says nothing, or what it may not say."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(what)
        self.field, self.what = field, what


class _Reader:
    """One pass over a list: the codes that came, and what is wrong."""

    def __init__(self, mapping: Mapping, headings: Headings) -> None:
        self._mapping, self._headings = mapping, headings
        self._named_by = [field for field in mapping.columns if field.startswith("names.")]
        self._rows_of: dict[str, int] = {}
        self._where = {column: {folded(value) for value in values} for column, values in mapping.where.items()}
        self.faults: list[Fault] = []

    def counts(self, row: Row) -> bool:
        return all(folded(self._headings.cell(row, column)) in values for column, values in self._where.items())

    def term(self, row: Row) -> ImportTerm | None:
        """None when something is wrong with it; then the fault is noted."""
        try:
            return self._read(row)
        except _Wrong as wrong:
            self.faults.append(Fault(row.number, self._headings.named(wrong.field), wrong.what))
            return None

    def _read(self, row: Row) -> ImportTerm:
        values = self._mapping.constants | dict(self._values(row))
        code = str(values.pop("code", ""))
        if not code:
            raise _Wrong("code", "no code")
        if code in self._rows_of:
            raise _Wrong("code", f"the code {code} stands already in row {self._rows_of[code]}")
        self._rows_of[code] = row.number
        if not any(field in values for field in self._named_by):
            raise _Wrong(self._named_by[0], "no name")
        try:
            return self._checked(code, values)
        except ValidationError as error:
            first = error.errors()[0]
            raise _Wrong(_field(first["loc"]), first["msg"]) from None

    def _checked(self, code: str, values: dict[str, Any]) -> ImportTerm:
        return ImportTerm(
            code=code,
            names=dict(_under(values, "names.")),
            synonyms=values.get("synonyms", ()),
            facts=facts_of(self._mapping.kind.value, dict(_under(values, "facts."))),
        )

    def _values(self, row: Row) -> Iterator[tuple[str, Any]]:
        """The fields that say something."""
        for field, column in self._mapping.columns.items():
            value = _taken(column, self._headings.of_field(row, field))
            if value:
                yield field, value


def _taken(column: Column, cell: str) -> str | tuple[str, ...]:
    if column.separator is None:
        return _stepped(column, cell)
    parts = (_stepped(column, part) for part in cell.split(column.separator))
    return tuple(dict.fromkeys(part for part in parts if part))


def _stepped(column: Column, text: str) -> str:
    for step in ("strip", *column.apply):
        text = STEPS[step](text)
    return text


def _under(values: dict[str, Any], beginning: str) -> Iterator[tuple[str, Any]]:
    return ((field.removeprefix(beginning), value) for field, value in values.items() if field.startswith(beginning))


def _field(place: tuple[int | str, ...]) -> str:
    """The mapping's word for the place of a fault."""
    first, *inner = map(str, place)
    if first == "names" and inner:
        return f"names.{inner[0]}"
    return first if first in {"code", "synonyms"} else f"facts.{first}"
