"""The first row of a file: which column is which, whatever language its heads are in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from clinic_portal.contexts.catalogs.files.columns import Column, columns_of
from clinic_portal.contracts.catalogs import HEADS, CatalogKind, Fault, FaultKind
from clinic_portal.foundation.folding import folded
from clinic_portal.foundation.tables import Row, unguarded

_KEYS = frozenset({"code", "name_es", "name_en"})


@dataclass(frozen=True)
class Heading:
    """`columns` by their place from 0; `heads` are what the file calls them; `language` the one of most heads."""

    columns: dict[int, Column]
    heads: tuple[str, ...]
    language: str
    faults: tuple[Fault, ...]

    def head_at(self, place: int) -> str:
        return self.heads[place] if place < len(self.heads) else ""


def read(kind: CatalogKind, row: Row) -> Heading:
    """The heads as they are understood, and what is wrong with them; a column without head is told by its cells."""
    known = {name: column for column in columns_of(kind) for name in _names(column)}
    heads = tuple(unguarded(cell).strip() for cell in row.cells)
    columns: dict[int, Column] = {}
    faults = []
    for place, head in enumerate(heads):
        column = known.get(folded(head))
        if column and column not in columns.values():
            columns[place] = column
        elif head:
            what = FaultKind.COLUMN_TWICE if column else FaultKind.UNKNOWN_COLUMN
            faults.append(Fault(kind=what, row=row.number, column=place + 1, head=head))
    if _KEYS.isdisjoint(column.code for column in columns.values()):
        faults.insert(0, Fault(kind=FaultKind.NO_KEY, row=row.number))
    return Heading(columns, heads, _language(heads, columns), tuple(faults))


def _names(column: Column) -> set[str]:
    return {folded(name) for name in (column.code, *HEADS[column.code].values())}


def _language(heads: Sequence[str], columns: dict[int, Column]) -> str:
    said = Counter(
        language
        for place, column in columns.items()
        for language, name in HEADS[column.code].items()
        if folded(name) == folded(heads[place])
    )
    return max(said, key=lambda language: said[language]) if said else "es"
