"""What a whole file would do to the clinic's view, or all that is wrong with it; nothing is done here."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from clinic_portal.contexts.catalogs.files import heading, standing
from clinic_portal.contexts.catalogs.files.cells import storable
from clinic_portal.contexts.catalogs.files.heading import Heading
from clinic_portal.contexts.catalogs.files.judging import Judge
from clinic_portal.contexts.catalogs.files.standing import Standing
from clinic_portal.contexts.catalogs.files.verdicts import Wanted
from clinic_portal.contexts.catalogs.procedures import known_codes, named_by
from clinic_portal.contracts.catalogs import (
    FAULTS_KEPT,
    Arrangement,
    CatalogKind,
    Fault,
    FaultKind,
    PlannedRow,
    RowEffect,
)
from clinic_portal.foundation.tables import Row, UnreadableTable
from clinic_portal.foundation.work import work

EVERY = 500
"""Rows after which the progress is told."""
Tell = Callable[[int], None]
_UNTOUCHED = Arrangement().model_dump()


@dataclass
class Plan:
    """`wanted` are the terms that change, `resets` those that the file does not name and that go back."""

    rows: int = 0
    unchanged: int = 0
    fault_count: int = 0
    faults: list[Fault] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)
    resets: list[Standing] = field(default_factory=list)

    @property
    def added(self) -> int:
        return sum(one.standing is None for one in self.wanted)

    @property
    def planned(self) -> Iterator[PlannedRow]:
        """Each term that changes, in the file's order; then those that are reset."""
        gone = (
            PlannedRow(what=RowEffect.RESET, row=0, code=one.code, label=one.label, cells=()) for one in self.resets
        )
        return chain((one.planned for one in self.wanted), gone)

    @property
    def digest(self) -> str:
        """The same for two plans that do the same."""
        said = [one.model_dump(mode="json") for one in self.planned]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def blame(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.fault_count += 1
            if len(self.faults) < FAULTS_KEPT:
                told = {name: storable(getattr(fault, name)) for name in ("head", "text", "detail")}
                self.faults.append(fault.model_copy(update=told))


def made(kind: CatalogKind, rows: Iterable[Row], *, resets: bool, tell: Tell = lambda _rows: None) -> Plan:
    """The plan for the entered clinic; a work of its own reads what stands, unless one is open."""
    plan = Plan()
    given = _readable(plan, rows)
    first = next(given, Row(1, ()))
    understood = heading.read(kind, first)
    plan.blame(understood.faults)
    if understood.faults:
        return plan
    with work():
        terms = standing.read(kind)
    judge = Judge(kind, understood, terms)
    for row in given:
        plan.rows += 1
        _take(plan, judge.judge(row))
        if plan.rows % EVERY == 0:
            tell(plan.rows)
    plan.blame(_unknown_procedures(plan.wanted, understood))
    if resets:
        plan.resets = [one for one in terms if one.id not in judge.named and _goes_back(one)]
    return plan


def _readable(plan: Plan, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows up to the first that cannot be read, which is a fault like another."""
    try:
        yield from rows
    except UnreadableTable as error:
        place = {"row": error.row or 0, "column": error.column or 0}
        plan.blame([Fault(kind=FaultKind.UNREADABLE, **place, detail=str(error.message))])


def _take(plan: Plan, verdict: Wanted | list[Fault] | None) -> None:
    if verdict is None:
        plan.unchanged += 1
    elif isinstance(verdict, Wanted):
        plan.wanted.append(verdict)
    else:
        plan.blame(verdict)


def _unknown_procedures(wanted: list[Wanted], understood: Heading) -> Iterator[Fault]:
    named = {one.row: codes for one in wanted if (codes := _procedures(one))}
    if not named:
        return
    with work():
        known = known_codes(set(chain.from_iterable(named.values())))
    place = next((place for place, column in understood.columns.items() if column.code == "steps"), 0)
    for row, codes in named.items():
        if unknown := [code for code in codes if code not in known]:
            yield Fault(
                kind=FaultKind.UNKNOWN_PROCEDURE,
                row=row,
                column=place + 1,
                head=understood.heads[place],
                detail=", ".join(unknown),
            )


def _procedures(one: Wanted) -> list[str]:
    """Those that the row names and that its term did not name before."""
    stay = named_by(one.standing.facts) if one.standing else ()
    return [code for code in named_by(one.fields.facts if one.fields else None) if code not in stay]


def _goes_back(one: Standing) -> bool:
    if one.is_own:
        return not one.retired
    return one.seen and (one.arranged != _UNTOUCHED or one.kept)
