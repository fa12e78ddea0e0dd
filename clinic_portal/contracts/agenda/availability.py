"""When a clinic can be booked: rules that hold for a time, exceptions to them, and its country's holidays."""

from datetime import date
from enum import StrEnum
from typing import Protocol

from pydantic import Field

from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.values import Command, Creation, Value

MIDNIGHT = 24 * 60
"""Minutes of a day on the wall clock; a stretch may end there."""


class Whose(StrEnum):
    """Whose time a rule or an exception is about; only an exception is about the whole clinic."""

    CLINIC = "clinic"
    BRANCH = "branch"
    PRACTITIONER = "practitioner"
    ROOM = "room"


class Why(StrEnum):
    """Why a time cannot be booked."""

    HOLIDAY = "holiday"
    BLOCK = "block"
    BRANCH = "branch"
    PRACTITIONER = "practitioner"
    ROOM = "room"


class Block(Value):
    """A stretch of a weekday, Monday being 0, in minutes since local midnight."""

    weekday: int = Field(ge=0, le=6)
    opens: int = Field(ge=0, lt=MIDNIGHT)
    closes: int = Field(gt=0, le=MIDNIGHT)


class RuleFields(Command):
    """A week that replaces the usual one from a day on, until a day or for good; the one that began last counts."""

    valid_from: date
    valid_until: date | None = None
    blocks: tuple[Block, ...] = ()


class AddRule(RuleFields, Creation):
    idempotency_key: str = Field(default_factory=new_id)
    whose: Whose
    resource_id: int


class EditRule(RuleFields):
    rule_id: int
    version: int


class EndRule(Command):
    """From today on the usual week holds again; a rule that has not begun never does."""

    rule_id: int
    version: int


class RuleView(RuleFields):
    id: int
    version: int
    whose: Whose
    resource_id: int


class ExceptionFields(Command):
    """From `opens` to `closes`, or whole days when neither is given, on each day from the first to the last.

    `extra` opens what would be closed; otherwise what would be open is closed.
    """

    extra: bool = False
    first_day: date
    last_day: date
    opens: int | None = Field(None, ge=0, lt=MIDNIGHT)
    closes: int | None = Field(None, gt=0, le=MIDNIGHT)
    reason: str = Field("", max_length=120)


class AddException(ExceptionFields, Creation):
    """`resource_id` is 0 for the whole clinic."""

    idempotency_key: str = Field(default_factory=new_id)
    whose: Whose
    resource_id: int = 0


class EditException(ExceptionFields):
    exception_id: int
    version: int


class EndException(Command):
    """From today on it does not count any more."""

    exception_id: int
    version: int


class ExceptionView(ExceptionFields):
    id: int
    version: int
    whose: Whose
    resource_id: int


class AvailabilityView(Value):
    """What holds or will hold of one resource, by day; `holidays_close` is the clinic's own choice."""

    rules: tuple[RuleView, ...]
    exceptions: tuple[ExceptionView, ...]
    holidays_close: bool


class Holiday(Value):
    """A public holiday of the clinic's country; its name by language, `es` and `en`."""

    day: date
    names: dict[str, str]


class Blocked(Value):
    """Minutes since local midnight that would be open; a holiday has no reason but its name."""

    starts: int
    ends: int
    why: Why
    reason: str = ""


class Hours(Value):
    """A column's day: when it can be booked, in minutes since local midnight, and what is taken out of it."""

    open: tuple[tuple[int, int], ...] = ()
    blocked: tuple[Blocked, ...] = ()


class DayHours(Value):
    """A branch's day: its own hours, and those of its practitioners and rooms by their ids."""

    holiday: Holiday | None = None
    branch: Hours = Hours()
    practitioners: dict[int, Hours] = {}
    rooms: dict[int, Hours] = {}


class SwitchHolidays(Command):
    close: bool


class Availability(Protocol):
    """When the clinic can be booked."""

    def hours(
        self, branch_id: int, first: date, days: int = 1, practitioner_id: int | None = None
    ) -> tuple[DayHours, ...]:
        """When a branch, its practitioners and its rooms can be booked, from a day on; raises NotFound.

        With `practitioner_id` the branch and that one alone, and no room.
        """

    def availability(self, whose: Whose, resource_id: int) -> AvailabilityView:
        """The rules and exceptions of one that have not passed; raises NotFound."""

    def rule(self, rule_id: int) -> RuleView:
        """One rule, ended or not; raises NotFound."""

    def exception(self, exception_id: int) -> ExceptionView:
        """One exception, ended or not; raises NotFound."""

    def holidays(self, first: date, last: date) -> tuple[Holiday, ...]:
        """The public holidays of the clinic's country between two days, both included."""

    def add_rule(self, command: AddRule) -> RuleView:
        """Let another week hold for a time; raises NotFound, BadDays or BadBlocks."""

    def edit_rule(self, command: EditRule) -> RuleView:
        """Change it; raises NotFound, Stale, BadDays or BadBlocks."""

    def end_rule(self, command: EndRule) -> None:
        """Let the usual week hold again; raises NotFound or Stale."""

    def add_exception(self, command: AddException) -> ExceptionView:
        """Close or open a time; raises NotFound, BadDays or BadBlocks."""

    def edit_exception(self, command: EditException) -> ExceptionView:
        """Change it; raises NotFound, Stale, BadDays or BadBlocks."""

    def end_exception(self, command: EndException) -> None:
        """Let it count no more; raises NotFound or Stale."""

    def switch_holidays(self, command: SwitchHolidays) -> None:
        """Whether public holidays close the clinic."""
