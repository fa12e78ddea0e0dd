"""A small contract for tests of what any contract must be able to do across HTTP."""

from datetime import date
from typing import Protocol

from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.refusals import NotFound, Refusal, Stale
from clinic_portal.foundation.telemetry.traces import current_trace_id
from clinic_portal.foundation.tenancy import current_scope
from clinic_portal.foundation.values import Command, Value

VERSION = 3


class Parcel(Value):
    id: int
    sent: date
    note: str | None = None


class SendParcel(Command):
    parcels: tuple[Parcel, ...]
    fast: bool = False


class TooHeavy(Refusal):
    status = 409

    def __init__(self, parcel: Parcel, others: tuple[Parcel, ...]) -> None:
        super().__init__()
        self.parcel = parcel
        self.others = others


class Closed(Refusal):
    def __init__(self) -> None:
        super().__init__(fields={"day": "closed"})


class ParcelsContract(Protocol):
    def send(self, command: SendParcel) -> tuple[Parcel, ...]: ...

    def sent_on(self, day: date, limit: int = 10) -> dict[str, int]: ...

    def find(self, parcel_id: int) -> Parcel | None: ...

    def refuse(self, how: str) -> None: ...

    def who(self) -> tuple[int | None, int | None, str | None]: ...


FIRST = Parcel(id=1, sent=date(2026, 11, 24), note="ñ")


class Parcels:
    """Keeps the contract by giving back what it was given."""

    def send(self, command: SendParcel) -> tuple[Parcel, ...]:
        return command.parcels

    def sent_on(self, day: date, limit: int = 10) -> dict[str, int]:
        return {day.isoformat(): limit}

    def find(self, parcel_id: int) -> Parcel | None:
        return FIRST if parcel_id == 1 else None

    def refuse(self, how: str) -> None:
        refusals = {
            "unknown": NotFound(),
            "in own words": NotFound("No such parcel", {"parcel": "gone"}),
            "heavy": TooHeavy(FIRST, (FIRST,)),
            "closed": Closed(),
            "stale": Stale(theirs=FIRST),
            "stale text": Stale(theirs="text"),
        }
        raise refusals.get(how) or RuntimeError("broken")

    def who(self) -> tuple[int | None, int | None, str | None]:
        return current_scope().clinic_id, current_actor_id(), current_trace_id()
