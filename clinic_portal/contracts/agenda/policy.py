"""What the clinic has decided about waiting, cancelling and not coming."""

from typing import Protocol

from pydantic import Field

from clinic_portal.foundation.values import Command, Value


class DayPolicy(Value):
    """Minutes of waiting that are marked, hours until which a patient may cancel by link, and the no-shows that warn.

    Once an appointment is `prompt_minutes` past its start and nobody has arrived, the desk is asked; 0 asks never.

    `version` 0 was never changed.
    """

    amber_minutes: int = 15
    red_minutes: int = 30
    cancel_hours: int = 24
    noshow_limit: int = 2
    prompt_minutes: int = 30
    version: int = 0


class SetDayPolicy(Command):
    version: int
    amber_minutes: int = Field(ge=1, le=600)
    red_minutes: int = Field(ge=1, le=600)
    cancel_hours: int = Field(ge=0, le=720)
    noshow_limit: int = Field(ge=1, le=100)
    prompt_minutes: int = Field(30, ge=0, le=600)


class Policies(Protocol):
    """The clinic's rules of the day."""

    def day_policy(self) -> DayPolicy:
        """The rules that hold now."""

    def set_day_policy(self, command: SetDayPolicy) -> DayPolicy:
        """Change them; raises Stale."""
