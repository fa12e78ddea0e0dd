"""What is made of one row: a term as it is wanted, or what is wrong with it."""

from dataclasses import dataclass
from typing import Any

from clinic_portal.contexts.catalogs.files.standing import Standing
from clinic_portal.contracts.catalogs import Arrangement, CellChange, OwnTermFields, PlannedRow, RowEffect


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term as its row wants it; `standing` is None for a new one, `fields` are for the clinic's own."""

    row: int
    standing: Standing | None
    arrangement: Arrangement
    fields: OwnTermFields | None
    cells: tuple[CellChange, ...]

    @property
    def planned(self) -> PlannedRow:
        return PlannedRow(
            what=RowEffect.CHANGED if self.standing else RowEffect.ADDED,
            row=self.row,
            code=self._code,
            label=self.label,
            cells=self.cells,
        )

    @property
    def label(self) -> str:
        if self.standing:
            return self.standing.label
        names = self.fields.names if self.fields else {}
        return self.arrangement.alias or names.get("es") or next(iter(names.values()), "")

    @property
    def _code(self) -> str:
        if self.standing:
            return self.standing.code
        return (self.fields.code if self.fields else None) or ""


def nothing(facts: Any) -> Standing:
    """What stands before a new term."""
    return Standing(
        id=0,
        code_system="",
        code="",
        names={},
        synonyms=(),
        facts=facts,
        is_own=True,
        retired=False,
        seen=False,
        kept=False,
        arranged=Arrangement().model_dump(),
    )
