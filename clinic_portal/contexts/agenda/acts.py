"""Several appointments that change in one act, which is told and taken back as one."""

from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from clinic_portal.foundation.ids import new_id


class InSeries(NamedTuple):
    """A place in a series of `size`, counted from 1."""

    series_id: int
    place: int
    size: int


@dataclass(frozen=True, slots=True)
class Act:
    """Stands in the line of history of each; with `told_together` one message tells their patient of all."""

    told_together: bool
    key: UUID = field(default_factory=lambda: UUID(new_id()))
