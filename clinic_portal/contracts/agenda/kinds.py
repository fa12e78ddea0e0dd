"""The kinds of appointment that the entered clinic gives."""

from typing import Protocol

from pydantic import Field

from clinic_portal.foundation.values import Command, Value


class AppointmentTypeView(Value):
    id: int
    name: str
    minutes: int
    hue: int


class AddAppointmentType(Command):
    name: str
    minutes: int = Field(ge=5, le=720)
    hue: int = 1


class Kinds(Protocol):
    """Kinds of appointment."""

    def types(self) -> tuple[AppointmentTypeView, ...]:
        """The kinds of appointment, by name."""

    def add_type(self, command: AddAppointmentType) -> AppointmentTypeView:
        """Add a kind of appointment."""
