"""Rows of availability as they are changed: kept from other writers, and still the version that was seen."""

from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import select

from clinic_portal.contexts.agenda.availability import reading
from clinic_portal.contexts.agenda.availability.models import AvailabilityException, AvailabilityRule
from clinic_portal.contracts.agenda import Whose
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.work import current_work

Row = TypeVar("Row", AvailabilityRule, AvailabilityException)


def held_rule(rule_id: int, version: int) -> AvailabilityRule:
    """Raises NotFound, or Stale with the rule as others left it."""
    row = _held(AvailabilityRule, rule_id)
    if row.version != version or row.ended_at:
        raise Stale(reading.rule(rule_id))
    return row


def held_exception(exception_id: int, version: int) -> AvailabilityException:
    """Raises NotFound, or Stale with the exception as others left it."""
    row = _held(AvailabilityException, exception_id)
    if row.version != version or row.ended_at:
        raise Stale(reading.exception(exception_id))
    return row


def _held(kind: type[Row], row_id: int) -> Row:
    row = current_work().scalars(select(kind).where(kind.id == row_id).with_for_update()).one_or_none()
    if row is None:
        raise NotFound
    return row


def check_ruled(house: ClinicDirectory, whose: Whose, resource_id: int) -> None:
    """A week belongs to a branch, a practitioner or a room; raises NotFound."""
    if whose is Whose.CLINIC:
        raise NotFound
    check_resource(house, whose, resource_id)


def check_resource(house: ClinicDirectory, whose: Whose, resource_id: int) -> None:
    """Raises NotFound unless it is this clinic's own."""
    known = {
        Whose.CLINIC: resource_id == 0,
        Whose.BRANCH: house.branch(resource_id) is not None,
        Whose.PRACTITIONER: house.practitioner(resource_id) is not None,
        Whose.ROOM: house.room(resource_id) is not None,
    }
    if not known[whose]:
        raise NotFound


def day_before(day: date) -> date:
    return day - timedelta(days=1)
