"""What can be written of availability: days in order, stretches that do not overlap."""

from collections.abc import Iterable

from clinic_portal.contracts.agenda import BadBlocks, BadDays, Block, ExceptionFields, RuleFields


def check_rule(fields: RuleFields) -> None:
    """Raises BadDays or BadBlocks."""
    if fields.valid_until and fields.valid_until < fields.valid_from:
        raise BadDays("valid_until")
    if wrong := faulty_days(fields.blocks):
        raise BadBlocks(wrong)


def check_exception(fields: ExceptionFields) -> None:
    """Raises BadDays: days or hours in the wrong order, or only one of the hours."""
    if fields.last_day < fields.first_day:
        raise BadDays("last_day")
    if (fields.opens is None) is not (fields.closes is None):
        raise BadDays("closes")
    if fields.opens is not None and fields.closes is not None and fields.closes <= fields.opens:
        raise BadDays("closes")


def faulty_days(blocks: Iterable[Block]) -> frozenset[int]:
    """The weekdays with a stretch that ends before it begins, or that meets another one."""
    wrong, last = set(), dict[int, int]()
    for block in sorted(blocks, key=lambda one: (one.weekday, one.opens)):
        if block.closes <= block.opens or block.opens < last.get(block.weekday, 0):
            wrong.add(block.weekday)
        last[block.weekday] = max(block.closes, last.get(block.weekday, 0))
    return frozenset(wrong)
