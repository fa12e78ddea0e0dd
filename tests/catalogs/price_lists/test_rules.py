"""Prices set by a rule: looked at first, carried out as seen, and taken back."""

from decimal import Decimal

import pytest

from clinic_portal.contracts.catalogs import (
    AlreadyUndone,
    ChangedSince,
    PriceDeed,
    PriceRule,
    PriceTooHigh,
    Rounding,
)
from clinic_portal.foundation.refusals import NotFound, Stale
from tests.catalogs.prices import NOBODYS, PX, TEN_LESS, begin, effective, price, rows, ruled
from tests.catalogs.terms import laid


def test_a_rule_is_looked_at_then_carried_out_and_taken_back(door, mutua):
    preview = door.preview_rule(ruled(mutua))
    assert [(row.code, str(row.base), row.now, str(row.then)) for row in preview.rows] == [
        ("FILL", "60.00", None, "54.00"),
        ("CLEAN", "45.50", None, "40.95"),
    ]
    assert (preview.changed, preview.unchanged, preview.without_base) == (2, 0, 1)
    change = door.apply_rule(ruled(mutua, seen=preview.seen))
    assert (change.what, change.count, change.labels) == (PriceDeed.RULED, 2, ("Empaste", "Limpieza"))
    assert effective(door, mutua) == {"CLEAN": "40.95", "FILL": "54.00", "TALK": "None"}
    assert door.apply_rule(ruled(mutua)) is None
    assert door.undo_prices(change.id).what is PriceDeed.UNDONE
    assert door.price_list(mutua.id).prices == 0
    with pytest.raises(AlreadyUndone):
        door.undo_prices(change.id)
    assert [one.undone for one in door.price_changes(mutua.id)] == [False, True]


def test_a_rule_whose_preview_is_out_of_date_is_shown_anew(door, mutua):
    preview = door.preview_rule(ruled(mutua))
    door.arrange(laid(PX, rows(door, mutua)["CLEAN"].id, price="100"))
    with pytest.raises(Stale) as told:
        door.apply_rule(ruled(mutua, seen=preview.seen))
    assert [str(row.then) for row in told.value.theirs.rows] == ["54.00", "90.00"]
    assert door.price_list(mutua.id).prices == 0


def test_a_rule_may_leave_present_prices_alone_and_be_about_some_terms(door, mutua):
    price(door, mutua, "CLEAN", "30")
    preview = door.preview_rule(ruled(mutua, TEN_LESS.model_copy(update={"fill_only": True})))
    assert ([row.code for row in preview.rows], preview.unchanged) == (["FILL"], 1)
    cleaning = rows(door, mutua)["CLEAN"].id
    door.apply_rule(ruled(mutua, term_ids=(cleaning,)))
    assert effective(door, mutua) == {"CLEAN": "40.95", "FILL": "60.00", "TALK": "None"}
    with pytest.raises(NotFound):
        door.apply_rule(ruled(mutua, term_ids=(cleaning, NOBODYS)))


def test_a_list_is_copied_from_another_and_raised_by_itself(door, mutua):
    price(door, mutua, "CLEAN", "33.33")
    plus = begin(door, "Mutua Plus", copy_of=mutua.id)
    assert (plus.prices, door.price_changes(plus.id)[0].what) == (1, PriceDeed.COPIED)
    door.apply_rule(ruled(plus, PriceRule(percent=Decimal(50), rounding=Rounding.ONE, base_list_id=plus.id)))
    assert effective(door, plus) == {"CLEAN": "50.00", "FILL": "60.00", "TALK": "None"}
    door.apply_rule(ruled(plus, PriceRule(base_list_id=mutua.id)))
    assert effective(door, plus)["CLEAN"] == "33.33"
    assert effective(door, mutua)["CLEAN"] == "33.33"
    with pytest.raises(NotFound):
        begin(door, "Otra", copy_of=NOBODYS)
    with pytest.raises(NotFound):
        door.preview_rule(ruled(plus, PriceRule(base_list_id=NOBODYS)))


def test_a_rule_that_gives_more_than_a_price_can_be_is_refused(door, mutua):
    price(door, mutua, "CLEAN", "9999999999.99")
    with pytest.raises(PriceTooHigh):
        door.preview_rule(ruled(mutua, PriceRule(percent=Decimal(1), base_list_id=mutua.id)))


def test_what_was_priced_again_is_not_taken_back(door, mutua):
    price(door, mutua, "CLEAN", "40")
    change = door.price_changes(mutua.id)[0]
    price(door, mutua, "CLEAN", "41")
    with pytest.raises(ChangedSince) as told:
        door.undo_prices(change.id)
    assert told.value.labels == ("Limpieza",)
    assert effective(door, mutua)["CLEAN"] == "41.00"
