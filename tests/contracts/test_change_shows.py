"""Whatever changes in a contract changes what is written down of it; each change is tried on a small one."""

from collections.abc import Callable
from types import ModuleType
from typing import ClassVar, Protocol

import pytest

from clinic_portal.foundation.events import Event
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Value
from tests.contracts.snapshots import shape_of

NAME = "tests.contracts.of_a_kiosk"


class Coin(Value):
    worth: int


class Purse(Value):
    coins: tuple[Coin, ...] = ()


class Pay(Command):
    purse: Purse
    tip: Coin


class Paid(Event):
    worth: int


class TooLittle(Refusal):
    status: ClassVar[int] = 409


class KioskContract(Protocol):
    def pay(self, command: Pay) -> Purse:
        """Pay."""


KIOSK: dict[str, type] = {one.__name__: one for one in (Coin, Purse, Pay, Paid, TooLittle, KioskContract)}


def kiosk(version: int = 1, **others: type) -> ModuleType:
    """A contract's module; its classes are taken to be its own."""
    module = ModuleType(NAME)
    vars(module).update(VERSION=version, **(KIOSK | others))
    for one in (KIOSK | others).values():
        one.__module__ = NAME
    return module


def valued(base: type, name: str, **fields: object) -> type:
    """A class of another shape under a known name."""
    return type(name, (base,), {"__annotations__": fields})


def with_coin(coin: type) -> dict[str, type]:
    """The whole contract over another coin: types name each other, so all are made anew."""
    purse = type("Purse", (Value,), {"__annotations__": {"coins": tuple[coin, ...]}, "coins": ()})
    pay = valued(Command, "Pay", purse=purse, tip=coin)
    return {"Coin": coin, "Purse": purse, "Pay": pay, "KioskContract": with_pay(pay, purse)}


def with_pay(takes: type, gives: type) -> type:
    def pay(self: object, command: takes) -> gives:
        """Pay."""

    return type(Protocol)("KioskContract", (Protocol,), {"pay": pay})


def with_argument() -> type:
    def pay(self: object, command: Pay, twice: bool = False) -> Purse:
        """Pay."""

    return type(Protocol)("KioskContract", (Protocol,), {"pay": pay})


CHANGES: dict[str, Callable[[], ModuleType]] = {
    "a field is added": lambda: kiosk(**with_coin(valued(Value, "Coin", worth=int, metal=str))),
    "a field is taken away": lambda: kiosk(**with_coin(valued(Value, "Coin"))),
    "a field of a field changes its type": lambda: kiosk(**with_coin(valued(Value, "Coin", worth=str))),
    "a field may be left out": lambda: kiosk(
        Paid=type("Paid", (Event,), {"__annotations__": {"worth": int}, "worth": 0})
    ),
    "a promise takes more": lambda: kiosk(KioskContract=with_argument()),
    "a promise takes another": lambda: kiosk(KioskContract=with_pay(Coin, Purse)),
    "a promise gives another": lambda: kiosk(KioskContract=with_pay(Pay, Coin)),
    "a fact has another version": lambda: kiosk(
        Paid=type("Paid", (Event,), {"__annotations__": {"worth": int, "version": ClassVar[int]}, "version": 2})
    ),
    "a refusal answers otherwise": lambda: kiosk(TooLittle=type("TooLittle", (Refusal,), {"status": 422})),
    "the contract has another version": lambda: kiosk(version=2),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_each_change_shows(change):
    assert shape_of(CHANGES[change]()) != shape_of(kiosk())


def test_what_has_not_changed_is_the_same_and_each_type_is_written_once():
    told = shape_of(kiosk())
    assert told == shape_of(kiosk(**with_coin(valued(Value, "Coin", worth=int)))), "made anew in the same shape"
    assert str(told).count("'worth': {'type': 'integer'}") == 2, "of the coin and of the fact, wherever they are named"
