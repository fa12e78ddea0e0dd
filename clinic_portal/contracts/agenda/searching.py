"""Looking for free times: of somebody or anybody, in one room or any, at some branches, days and times of day."""

from datetime import date
from typing import Protocol

from pydantic import Field

from clinic_portal.contracts.agenda.availability import MIDNIGHT
from clinic_portal.contracts.agenda.values import FreeTime
from clinic_portal.foundation.values import Command


class FindSlots(Command):
    """Times of `minutes` from the day `first` on; what is empty asks for any, and of a kind what it needs is free.

    `weekdays` are 0 for Monday to 6; a time begins at `since` at the earliest and ends by `until`, in minutes since
    local midnight. What the key `hold` holds is free.
    """

    minutes: int = Field(ge=5, le=720)
    type_id: int | None = None
    first: date
    days: int = Field(28, ge=1, le=84)
    practitioners: tuple[int, ...] = ()
    branches: tuple[int, ...] = ()
    room_id: int | None = None
    weekdays: tuple[int, ...] = ()
    since: int = Field(0, ge=0, le=MIDNIGHT)
    until: int = Field(MIDNIGHT, ge=0, le=MIDNIGHT)
    hold: str = ""
    limit: int = Field(12, ge=1, le=60)


class Searching(Protocol):
    """Free times further away than a neighbour's clash."""

    def slots(self, query: FindSlots) -> tuple[FreeTime, ...]:
        """The next free times, the earliest first, each in a free room; raises UnknownChoice for an unknown kind."""
