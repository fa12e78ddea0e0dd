"""Each row of a file is held against what stands: nothing to do, a term as it is wanted, or what is wrong."""

from collections.abc import Iterator, Mapping
from typing import Any

from clinic_portal.contexts.catalogs.files.cells import Unfit, understood
from clinic_portal.contexts.catalogs.files.columns import Column, Part
from clinic_portal.contexts.catalogs.files.finding import Finder
from clinic_portal.contexts.catalogs.files.heading import Heading
from clinic_portal.contexts.catalogs.files.standing import Standing, Terms
from clinic_portal.contexts.catalogs.files.verdicts import Wanted, nothing
from clinic_portal.contracts.catalogs import (
    Arrangement,
    CatalogKind,
    CellChange,
    Fault,
    FaultKind,
    OwnTermFields,
    facts_of,
)
from clinic_portal.foundation.tables import Row, unguarded, written

_SHOWN = 80
Said = Mapping[int, str]
"""The cells of a row by their place."""


class Judge:
    """For one file; remembers which terms its rows have named."""

    def __init__(self, kind: CatalogKind, heading: Heading, terms: Terms) -> None:
        self._heading = heading
        self._blank = nothing(facts_of(kind.value, {}))
        self._finder = Finder(heading, terms)

    @property
    def named(self) -> set[int]:
        """The ids of the terms that rows have named so far."""
        return self._finder.named

    def judge(self, row: Row) -> Wanted | list[Fault] | None:
        """None where the row says what stands."""
        if faults := list(self._misshapen(row)):
            return faults
        said = {place: unguarded(row.cells[place]) if place < len(row.cells) else "" for place in self._heading.columns}
        try:
            standing, code = self._finder.find(row.number, said)
        except Unfit as unfit:
            return [self._fault(row.number, self._finder.place_of(unfit), said, unfit)]
        values, faults = self._values(row.number, said, standing or self._blank)
        if faults:
            return faults
        return self._wanted(row, standing, code, values)

    def _misshapen(self, row: Row) -> Iterator[Fault]:
        heading, width = self._heading, len(self._heading.heads)
        for place, cell in enumerate(row.cells):
            if cell.strip() and not heading.head_at(place):
                kind = FaultKind.NAMELESS_COLUMN if place < width else FaultKind.TOO_MANY_CELLS
                yield Fault(kind=kind, row=row.number, column=place + 1, text=cell[:_SHOWN])
        if 0 < row.width < width:
            yield Fault(kind=FaultKind.CUT_OFF, row=row.number, detail=f"{row.width}/{width}")

    def _values(self, number: int, said: Said, standing: Standing) -> tuple[dict[Column, Any], list[Fault]]:
        """What the cells say otherwise than the term, by column, and what is wrong with them."""
        values, faults = {}, []
        for place, column in self._heading.columns.items():
            if column.part is Part.KEY or said[place] == written(
                column.written(standing, self._heading.language), self._heading.language
            ):
                continue
            try:
                if (value := understood(column.kind, said[place])) != _compared(column, standing):
                    _refuse_shared(column, standing, value)
                    values[column] = value
            except Unfit as unfit:
                faults.append(self._fault(number, place, said, unfit))
        return {column: value for column, value in values.items() if not _left_out(column, standing, value)}, faults

    def _wanted(
        self, row: Row, standing: Standing | None, code: str, values: dict[Column, Any]
    ) -> Wanted | list[Fault] | None:
        before = standing or self._blank
        if standing and not values and not _comes_back(standing, visible=standing.arranged["visible"]):
            return None
        laid = {column.field: value for column, value in values.items() if column.part is Part.ARRANGED}
        fields = _own_fields(before, code, values) if before.is_own else None
        if fields is not None and not fields["names"]:
            return [Fault(kind=FaultKind.NO_NAME, row=row.number)]
        return Wanted(
            row=row.number,
            standing=standing,
            arrangement=Arrangement(**before.arranged | laid),
            fields=None if fields is None else OwnTermFields(**fields),
            cells=tuple(self._cell(column, before, value) for column, value in values.items()),
        )

    def _cell(self, column: Column, before: Standing, value: Any) -> CellChange:
        language = self._heading.language
        return CellChange(
            column=column.code,
            before=written(column.written(before, language), language)[:_SHOWN],
            after=written(column.kind.written(value, language), language)[:_SHOWN],
        )

    def _fault(self, number: int, place: int | None, said: Said, unfit: Unfit) -> Fault:
        if place is None:
            return Fault(kind=unfit.kind, row=number, detail=unfit.detail)
        return Fault(
            kind=unfit.kind,
            row=number,
            column=place + 1,
            head=self._heading.heads[place],
            text=said[place][:_SHOWN],
            detail=unfit.detail,
        )


def _compared(column: Column, standing: Standing) -> Any:
    """What stands, as a cell with the same words would be read."""
    value = column.value(standing)
    return value.strip() or None if isinstance(value, str) else value


def _refuse_shared(column: Column, standing: Standing, value: Any) -> None:
    if not standing.is_own and column.part in {Part.WORDS, Part.FACT} and value:
        raise Unfit(FaultKind.SHARED_NAME if column.part is Part.WORDS else FaultKind.SHARED_FACT)


def _left_out(column: Column, standing: Standing, value: Any) -> bool:
    """A shared term's word or fact that the file does not repeat."""
    return not standing.is_own and column.part in {Part.WORDS, Part.FACT} and not value


def _own_fields(before: Standing, code: str, values: dict[Column, Any]) -> dict[str, Any]:
    names, synonyms, facts = dict(before.names), before.synonyms, {}
    for column, value in values.items():
        if column.part is Part.FACT:
            facts[column.field] = value
        elif column.field == "synonyms":
            synonyms = value
        elif column.part is Part.WORDS:
            names[column.field] = value
    return {
        "code": before.code or code or None,
        "names": {language: name for language, name in names.items() if name},
        "synonyms": synonyms,
        "facts": type(before.facts).model_validate(before.facts.model_dump() | facts) if facts else before.facts,
    }


def _comes_back(standing: Standing, *, visible: bool) -> bool:
    """A retired term that the clinic no longer has; the row says whether it is to be seen."""
    return standing.retired and not standing.seen and (standing.is_own or visible)
