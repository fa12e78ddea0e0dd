"""A week of its own for a branch, practitioner or room: added, changed, ended."""

from collections.abc import Iterable

from sqlalchemy import delete
from sqlalchemy.orm.attributes import flag_modified

from clinic_portal.contexts.agenda.availability.checks import check_rule
from clinic_portal.contexts.agenda.availability.held import day_before, held_rule
from clinic_portal.contexts.agenda.availability.models import AvailabilityBlock, AvailabilityRule
from clinic_portal.contracts.agenda import AddRule, Block, EditRule, EndRule
from clinic_portal.foundation.clock import now, today
from clinic_portal.foundation.work import current_work


def add_rule(command: AddRule) -> int:
    """Gives the new rule's id; raises BadDays or BadBlocks."""
    check_rule(command)
    row = AvailabilityRule(
        whose=command.whose.value,
        resource_id=command.resource_id,
        valid_from=command.valid_from,
        valid_until=command.valid_until,
    )
    session = current_work()
    session.add(row)
    session.flush()
    _keep_blocks(row.id, command.blocks)
    return row.id


def edit_rule(command: EditRule) -> None:
    """Raises NotFound, Stale, BadDays or BadBlocks."""
    row = held_rule(command.rule_id, command.version)
    check_rule(command)
    row.valid_from, row.valid_until = command.valid_from, command.valid_until
    # The week belongs to the rule: when only it changes, the version goes on, too.
    flag_modified(row, "valid_from")
    current_work().execute(delete(AvailabilityBlock).where(AvailabilityBlock.rule_id == row.id))
    _keep_blocks(row.id, command.blocks)


def end_rule(command: EndRule, time_zone: str) -> None:
    """Raises NotFound or Stale."""
    row, day = held_rule(command.rule_id, command.version), today(time_zone)
    if row.valid_from < day:
        row.valid_until = day_before(day)
    else:
        row.ended_at = now()


def _keep_blocks(rule_id: int, blocks: Iterable[Block]) -> None:
    session = current_work()
    session.add_all(AvailabilityBlock(rule_id=rule_id, **block.model_dump()) for block in blocks)
    session.flush()
