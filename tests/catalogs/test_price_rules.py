"""How prices are made of others, and which terms somebody uses most: pure rules."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from clinic_portal.contexts.catalogs.mine_rules import Used, most_used, weight
from clinic_portal.contexts.catalogs.price_rules import fingerprint, first_said, name_key, rounded, ruled
from clinic_portal.contracts.catalogs import PriceFound, PriceRule, PriceSource, PriceTooHigh, Rounding, RuleRow

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "rounding", "nearest"),
    [
        ("40.95", Rounding.FIVE_CENTS, "40.95"),
        ("40.975", Rounding.FIVE_CENTS, "41.00"),
        ("40.974", Rounding.FIVE_CENTS, "40.95"),
        ("40.005", Rounding.CENT, "40.01"),
        ("40.25", Rounding.HALF, "40.50"),
        ("42.5", Rounding.FIVE, "45.00"),
        ("4.99", Rounding.TEN, "0.00"),
    ],
)
def test_amounts_are_rounded_to_the_nearest_multiple_halves_up(amount, rounding, nearest):
    assert str(rounded(Decimal(amount), rounding)) == nearest


@pytest.mark.parametrize(("percent", "price"), [("-10", "40.95"), ("0", "45.50"), ("12.5", "51.19"), ("-100", "0.00")])
def test_a_rule_takes_or_adds_percents(percent, price):
    assert str(ruled(Decimal("45.50"), PriceRule(percent=percent))) == price


def test_no_rule_gives_more_than_a_price_can_be():
    with pytest.raises(PriceTooHigh):
        ruled(Decimal("9999999999.99"), PriceRule(percent=1))


def test_the_same_prices_have_the_same_fingerprint_in_any_order():
    first, second = (RuleRow(id=n, code="A", label="A", base=n, now=None, then=n) for n in (1, 2))
    assert fingerprint([first, second]) == fingerprint([second, first])
    assert fingerprint([first]) != fingerprint([first.model_copy(update={"then": Decimal(9)})])
    assert fingerprint([first]) != fingerprint([first.model_copy(update={"now": Decimal(1)})])


def test_the_first_price_that_somebody_has_said_counts_even_if_it_is_nothing():
    nothing, one = Decimal(0), Decimal(1)
    assert first_said(nothing, one, one, own=False) == PriceFound(price=nothing, source=PriceSource.LIST)
    assert first_said(None, nothing, one, own=False) == PriceFound(price=nothing, source=PriceSource.CLINIC)
    assert first_said(None, None, one, own=False).source is PriceSource.GLOBAL
    assert first_said(None, None, one, own=True).source is PriceSource.CLINIC
    assert first_said(None, None, None, own=False) == PriceFound(price=None, source=PriceSource.NONE)


def test_names_that_look_alike_have_the_same_key():
    assert name_key("Mutua Ñandú") == name_key("mutua  nandu")
    assert name_key("★") != name_key("☆")


def used(term_id, uses, days):
    return Used(term_id, uses, NOON - timedelta(days=days))


def test_a_use_weighs_half_after_thirty_days():
    assert weight(used(1, 4, 0), NOON) == 4
    assert weight(used(1, 4, 30), NOON) == 2
    assert weight(used(1, 4, 60), NOON) == 1
    assert weight(used(1, 4, -1), NOON) == 4


def test_what_is_used_lately_comes_before_what_was_used_often_long_ago():
    assert most_used([used(1, 20, 90), used(2, 3, 1), used(3, 3, 0), used(4, 0, 0), used(5, 999, 366)], NOON) == (
        3,
        2,
        1,
    )
