"""The promises about when a clinic can be booked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from clinic_portal.contexts.agenda.availability import public_holidays, reading, remembered
from clinic_portal.contexts.agenda.availability.commands.exceptions import (
    add_exception,
    edit_exception,
    end_exception,
)
from clinic_portal.contexts.agenda.availability.commands.rules import add_rule, edit_rule, end_rule
from clinic_portal.contexts.agenda.availability.commands.switch_holidays import switch_holidays
from clinic_portal.contexts.agenda.availability.day_hours import hours_of
from clinic_portal.contexts.agenda.availability.held import check_resource, check_ruled
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import (
    AddException,
    AddRule,
    AvailabilityChanged,
    AvailabilityView,
    DayHours,
    EditException,
    EditRule,
    EndException,
    EndRule,
    ExceptionView,
    Holiday,
    RuleView,
    SwitchHolidays,
    Whose,
)
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.once import once
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import work


class Availability(Housed):
    """Rules, exceptions, holidays, and the hours that they make."""

    def hours(
        self, branch_id: int, first: date, days: int = 1, practitioner_id: int | None = None
    ) -> tuple[DayHours, ...]:
        house = self._clinics.directory()
        if house.branch(branch_id) is None:
            raise NotFound
        calendar = remembered.calendar_of(first, days)
        dates = (first + timedelta(days=step) for step in range(days))
        return tuple(hours_of(house, calendar, branch_id, day, practitioner_id) for day in dates)

    def availability(self, whose: Whose, resource_id: int) -> AvailabilityView:
        house = self._clinics.directory()
        check_resource(house, whose, resource_id)
        with work():
            return reading.of_resource(whose, resource_id, today(house.clinic.time_zone))

    def rule(self, rule_id: int) -> RuleView:
        with work():
            return reading.rule(rule_id)

    def exception(self, exception_id: int) -> ExceptionView:
        with work():
            return reading.exception(exception_id)

    def holidays(self, first: date, last: date) -> tuple[Holiday, ...]:
        return public_holidays.between(self._clinics.directory().clinic.country, first, last)

    def add_rule(self, command: AddRule) -> RuleView:
        check_ruled(self._clinics.directory(), command.whose, command.resource_id)
        with self._changing():
            return once(command, RuleView, lambda: reading.rule(add_rule(command)))

    def edit_rule(self, command: EditRule) -> RuleView:
        with self._changing():
            edit_rule(command)
            return reading.rule(command.rule_id)

    def end_rule(self, command: EndRule) -> None:
        zone = self._zone()
        with self._changing():
            end_rule(command, zone)

    def add_exception(self, command: AddException) -> ExceptionView:
        check_resource(self._clinics.directory(), command.whose, command.resource_id)
        with self._changing():
            return once(command, ExceptionView, lambda: reading.exception_view(add_exception(command)))

    def edit_exception(self, command: EditException) -> ExceptionView:
        with self._changing():
            return reading.exception_view(edit_exception(command))

    def end_exception(self, command: EndException) -> None:
        zone = self._zone()
        with self._changing():
            end_exception(command, zone)

    def switch_holidays(self, command: SwitchHolidays) -> None:
        with self._changing():
            switch_holidays(command)

    def on_availability_changed(self, _event: AvailabilityChanged) -> None:
        """The increment right after the commit may not reach Redis; the outbox sees to it that one does."""
        remembered.forget()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """A work after which every day is read anew."""
        with work():
            yield
            publish(AvailabilityChanged())
            remembered.forget_after_commit()
