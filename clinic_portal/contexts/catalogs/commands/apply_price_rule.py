"""Many prices of a list are set by a rule, after they were looked at."""

from decimal import Decimal
from typing import NamedTuple

from clinic_portal.contexts.catalogs import price_ledger, price_rules, shelf
from clinic_portal.contexts.catalogs.held_lists import refuse_retired
from clinic_portal.contexts.catalogs.queries import prices
from clinic_portal.contexts.catalogs.queries.price_lists import get_list
from clinic_portal.contracts.catalogs import (
    RULE_PREVIEWED,
    ApplyRule,
    ListPrice,
    PriceChange,
    PriceDeed,
    PriceRule,
    RulePreview,
    RuleRow,
)
from clinic_portal.foundation.refusals import NotFound, Stale


class _Outcome(NamedTuple):
    """What the rule gives: what would change, and how many rows would not, or have no base."""

    changed: list[RuleRow]
    unchanged: int
    without_base: int


def preview_rule(command: ApplyRule) -> RulePreview:
    """Raises NotFound or PriceTooHigh."""
    return _preview(_outcome(command, _wanted(command)))


def apply_price_rule(command: ApplyRule) -> PriceChange | None:
    """Raises NotFound, ListRetired, PriceTooHigh, or Stale with another preview."""
    shelf.lock(command.kind)
    refuse_retired(command.price_list_id)
    before = _wanted(command)
    outcome = _outcome(command, before)
    preview = _preview(outcome)
    if command.seen and command.seen != preview.seen:
        raise Stale(preview)
    after = {row.id: row.then for row in outcome.changed}
    what = PriceDeed.COPIED if _copies(command.rule) else PriceDeed.RULED
    return price_ledger.carry_out(command.price_list_id, command.kind, what, after, {row.id: row for row in before})


def _wanted(command: ApplyRule) -> tuple[ListPrice, ...]:
    get_list(command.price_list_id)
    if command.matching:
        here = {"kind": command.kind, "price_list_id": command.price_list_id}
        return prices.matching(command.matching.model_copy(update=here))
    found = prices.rows(command.kind, command.price_list_id, command.term_ids, command.language)
    if len(found) != len(set(command.term_ids)):
        raise NotFound
    return found


def _outcome(command: ApplyRule, wanted: tuple[ListPrice, ...]) -> _Outcome:
    rule, bases = command.rule, _bases(command, wanted)
    ruled = [_row(row, bases[row.id], rule) for row in wanted if row.id in bases]
    changed = [row for row in ruled if row.then != row.now and not (rule.fill_only and row.now is not None)]
    return _Outcome(changed, len(ruled) - len(changed), len(wanted) - len(ruled))


def _bases(command: ApplyRule, wanted: tuple[ListPrice, ...]) -> dict[int, Decimal]:
    """From what each price is made: another list's price, or what it usually costs in the clinic."""
    if (base_id := command.rule.base_list_id) is not None:
        get_list(base_id)
        return prices.prices_in(command.kind, base_id)
    return {row.id: row.usual for row in wanted if row.usual is not None}


def _row(row: ListPrice, base: Decimal, rule: PriceRule) -> RuleRow:
    then = price_rules.ruled(base, rule)
    return RuleRow(id=row.id, code=row.code, label=row.label, base=base, now=row.price, then=then)


def _preview(outcome: _Outcome) -> RulePreview:
    return RulePreview(
        rows=tuple(outcome.changed[:RULE_PREVIEWED]),
        changed=len(outcome.changed),
        unchanged=outcome.unchanged,
        without_base=outcome.without_base,
        seen=price_rules.fingerprint(outcome.changed),
    )


def _copies(rule: PriceRule) -> bool:
    return rule.base_list_id is not None and rule.percent == 0
