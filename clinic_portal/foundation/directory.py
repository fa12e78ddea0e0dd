"""Where a door is found: the bound implementation of each contract, near or far."""

from typing import TypeVar, cast

from flask import Flask, current_app

Door = TypeVar("Door")


class Unbound(LookupError):
    """Nobody keeps this contract in this process."""


def bind(app: Flask, contract: type[Door], service: Door) -> Door:
    """Make `service` the answer to `find(contract)`; gives it back."""
    app.extensions.setdefault("directory", {})[contract] = service
    return service


def find(contract: type[Door]) -> Door:
    """The service behind a contract; raises Unbound when this process serves none."""
    try:
        return cast(Door, current_app.extensions["directory"][contract])
    except KeyError:
        raise Unbound(contract.__name__) from None
