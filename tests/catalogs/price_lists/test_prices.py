"""Price lists, near and far: their prices before the clinic's, changed one by one or by rule, and taken back."""

from decimal import Decimal

import pytest

from clinic_portal.contracts.catalogs import (
    AddOwnTerm,
    AddPriceList,
    EditPriceList,
    ListNameTaken,
    ListPriceQuery,
    ListRetired,
    OwnTermFields,
    PriceFound,
    PriceListAt,
    PriceSource,
    ProcedureFacts,
    SetListPrice,
)
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.tenancy import inside
from tests.catalogs.prices import NOBODYS, PX, begin, effective, price, rows, ruled
from tests.catalogs.terms import laid


def test_a_list_begins_with_what_the_clinic_charges(door, mutua):
    door.arrange(laid(PX, rows(door, mutua)["CLEAN"].id, price="40"))
    assert effective(door, mutua) == {"CLEAN": "40.00", "FILL": "60.00", "TALK": "None"}
    assert {row.version for row in rows(door, mutua).values()} == {0}
    assert (mutua.prices, mutua.retired) == (0, False)


def test_a_price_of_the_list_comes_before_the_clinics_and_the_shared_one(door, mutua):
    cleaning = rows(door, mutua)["CLEAN"].id
    found = [door.price_of(PX, cleaning)]
    door.arrange(laid(PX, cleaning, price="40"))
    found.append(door.price_of(PX, cleaning, mutua.id))
    row = price(door, mutua, "CLEAN", "35.5")
    found.append(door.price_of(PX, cleaning, mutua.id))
    assert [(one.price, one.source) for one in found] == [
        (Decimal("45.50"), PriceSource.GLOBAL),
        (Decimal("40.00"), PriceSource.CLINIC),
        (Decimal("35.50"), PriceSource.LIST),
    ]
    assert (row.price, row.usual, row.effective) == (Decimal("35.50"), Decimal("40.00"), Decimal("35.50"))
    assert door.price_of(PX, cleaning).price == Decimal("40.00")
    assert door.price_list(mutua.id).prices == 1


def test_a_price_taken_out_is_the_clinics_again(door, mutua):
    price(door, mutua, "CLEAN", "35.50")
    assert price(door, mutua, "CLEAN", None).effective == Decimal("45.50")
    assert price(door, mutua, "CLEAN", "0").effective == Decimal("0.00")


def test_what_things_cost_is_asked_for_many_hidden_ones_too(door, mutua):
    ids = {code: row.id for code, row in rows(door, mutua).items()}
    price(door, mutua, "FILL", "50")
    door.arrange(laid(PX, ids["FILL"], visible=False))
    assert door.prices_of(PX, tuple(ids.values()), mutua.id) == {
        ids["CLEAN"]: PriceFound(price=Decimal("45.50"), source=PriceSource.GLOBAL),
        ids["FILL"]: PriceFound(price=Decimal("50.00"), source=PriceSource.LIST),
        ids["TALK"]: PriceFound(price=None, source=PriceSource.NONE),
    }
    for asked in ((PX, (NOBODYS,), mutua.id), (PX, (ids["CLEAN"],), NOBODYS)):
        with pytest.raises(NotFound):
            door.prices_of(*asked)


def test_what_an_own_term_costs_is_the_clinics_say(door, mutua):
    fields = OwnTermFields(code="SPA", names={"es": "Masaje"}, facts=ProcedureFacts(price="30"))
    own = door.add_own(AddOwnTerm(idempotency_key=new_id(), kind=PX, fields=fields))
    assert door.price_of(PX, own.id, mutua.id) == PriceFound(price=Decimal("30.00"), source=PriceSource.CLINIC)
    assert rows(door, mutua, "masaje")["SPA"].own


def test_the_rows_are_searched_counted_and_paged(door, mutua):
    price(door, mutua, "FILL", "50")
    assert list(rows(door, mutua, "limp")) == ["CLEAN"]
    assert list(rows(door, mutua, only_priced=True)) == ["FILL"]
    assert rows(door, mutua, "clean", language="en")["CLEAN"].label == "Cleaning"
    found = door.list_prices(ListPriceQuery(price_list_id=mutua.id, page=2, size=2))
    assert (len(found.rows), found.every, found.priced, found.total, found.pages) == (1, 3, 1, 3, 2)
    assert door.list_prices(ListPriceQuery(price_list_id=mutua.id, text="nada")).rows == ()


def test_whoever_read_an_older_price_is_told_and_changes_nothing(door, mutua):
    read = rows(door, mutua)["CLEAN"]
    command = SetListPrice(price_list_id=mutua.id, term_id=read.id, price="40", version=read.version)
    door.set_list_price(command)
    with pytest.raises(Stale) as told:
        door.set_list_price(command.model_copy(update={"price": Decimal("30.00")}))
    assert told.value.theirs.price == Decimal("40.00")
    assert effective(door, mutua)["CLEAN"] == "40.00"


def test_a_price_taken_out_and_set_anew_is_another_version(door, mutua):
    first = price(door, mutua, "CLEAN", "40")
    price(door, mutua, "CLEAN", None)
    assert price(door, mutua, "CLEAN", "40").version > first.version > 0


def test_a_name_is_once_among_the_lists_in_use(door, mutua):
    for taken in ("Mutua", " mutuá"):
        with pytest.raises(ListNameTaken):
            begin(door, taken.strip())
    gone = door.retire_price_list(PriceListAt(price_list_id=mutua.id, version=mutua.version))
    again = begin(door)
    assert [one.id for one in door.price_lists()] == [again.id]
    assert [one.id for one in door.price_lists(retired=True)] == [again.id, mutua.id]
    with pytest.raises(ListNameTaken):
        door.resume_price_list(PriceListAt(price_list_id=gone.id, version=gone.version))


def test_a_list_sent_twice_is_one(door):
    command = AddPriceList(idempotency_key=new_id(), name="Plan joven", note="Hasta 25 años")
    assert door.add_price_list(command).id == door.add_price_list(command).id


def test_a_list_is_renamed_by_who_read_it_last(door, mutua):
    edit = EditPriceList(price_list_id=mutua.id, version=mutua.version, name="Mutua 2027", note="Desde enero")
    renamed = door.edit_price_list(edit)
    assert (renamed.name, renamed.note) == ("Mutua 2027", "Desde enero")
    with pytest.raises(Stale) as told:
        door.edit_price_list(edit)
    assert told.value.theirs == renamed
    begin(door, "Otra")
    with pytest.raises(ListNameTaken):
        door.edit_price_list(edit.model_copy(update={"version": renamed.version, "name": "otra"}))


def test_a_retired_list_keeps_its_prices_until_it_is_used_again(door, mutua):
    row = price(door, mutua, "CLEAN", "40")
    change = door.price_changes(mutua.id)[0]
    gone = door.retire_price_list(PriceListAt(price_list_id=mutua.id, version=mutua.version))
    assert door.price_of(PX, row.id, mutua.id).price == Decimal("40.00")
    for refused in (lambda: price(door, mutua, "CLEAN", "1"), lambda: door.undo_prices(change.id)):
        with pytest.raises(ListRetired):
            refused()
    with pytest.raises(ListRetired):
        door.apply_rule(ruled(mutua))
    with pytest.raises(Stale):
        door.resume_price_list(PriceListAt(price_list_id=mutua.id, version=mutua.version))
    assert not door.resume_price_list(PriceListAt(price_list_id=mutua.id, version=gone.version)).retired
    assert price(door, mutua, "CLEAN", "1").effective == Decimal("1.00")


def test_another_clinics_list_is_no_list(door, mutua, sur):
    row = price(door, mutua, "CLEAN", "40")
    change = door.price_changes(mutua.id)[0]
    with inside(sur.id):
        assert door.price_lists(retired=True) == ()
        at = PriceListAt(price_list_id=mutua.id, version=mutua.version)
        edit = EditPriceList(price_list_id=mutua.id, version=mutua.version, name="Robada")
        for asked in (
            lambda: door.price_list(mutua.id),
            lambda: door.retire_price_list(at),
            lambda: door.resume_price_list(at),
            lambda: door.edit_price_list(edit),
            lambda: door.list_prices(ListPriceQuery(price_list_id=mutua.id)),
            lambda: door.list_price(PX, mutua.id, row.id),
            lambda: door.set_list_price(SetListPrice(price_list_id=mutua.id, term_id=row.id, price="1", version=0)),
            lambda: door.preview_rule(ruled(mutua)),
            lambda: door.apply_rule(ruled(mutua)),
            lambda: door.price_changes(mutua.id),
            lambda: door.undo_prices(change.id),
            lambda: door.price_of(PX, row.id, mutua.id),
            lambda: begin(door, copy_of=mutua.id),
        ):
            with pytest.raises(NotFound):
                asked()
        assert door.price_of(PX, row.id).price == Decimal("45.50")
        assert begin(door).prices == 0
    assert effective(door, mutua)["CLEAN"] == "40.00"


def test_terms_that_the_clinic_does_not_see_or_know_have_no_row(door, mutua):
    cleaning = rows(door, mutua)["CLEAN"].id
    door.arrange(laid(PX, cleaning, visible=False))
    for term_id in (cleaning, NOBODYS):
        with pytest.raises(NotFound):
            door.list_price(PX, mutua.id, term_id)
        with pytest.raises(NotFound):
            door.set_list_price(SetListPrice(price_list_id=mutua.id, term_id=term_id, price="1", version=0))
