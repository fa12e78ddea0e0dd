"""A contract taken apart: what each of its methods takes and gives, as JSON and back; refusals likewise."""

import inspect
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, JsonValue, TypeAdapter, create_model

from clinic_portal.foundation import refusals
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Value


@dataclass(frozen=True)
class Promise:
    """One method of a contract: its arguments by name, and its answer."""

    name: str
    signature: inspect.Signature
    arguments: type[BaseModel]
    answer: TypeAdapter[Any]

    def pack(self, *args: Any, **kwargs: Any) -> str:
        """The JSON object of a call's arguments; raises TypeError or ValidationError as the call itself would."""
        bound = self.signature.bind(None, *args, **kwargs)
        given = {name: value for name, value in bound.arguments.items() if name != "self"}
        return self.arguments(**given).model_dump_json(include=set(given))

    def unpack(self, content: bytes) -> dict[str, Any]:
        """The arguments of a call from JSON; raises ValidationError."""
        found = self.arguments.model_validate_json(content)
        return {name: getattr(found, name) for name in found.model_fields_set}


def promises(contract: type) -> Mapping[str, Promise]:
    """The methods of a contract by name; every argument and answer must be annotated."""
    parts = [part for part in reversed(contract.__mro__) if getattr(part, "_is_protocol", part is contract)]
    methods = {name: value for part in parts for name, value in vars(part).items() if inspect.isfunction(value)}
    return {name: _promise(contract, name, method) for name, method in methods.items() if name[0] != "_"}


def context_of(contract: type) -> str:
    """The name of the contract's module or package: `catalogs`."""
    return _module(contract).__name__.rsplit(".", 1)[-1]


def version_of(contract: type) -> int:
    return int(_module(contract).VERSION)


def pack_refusal(refusal: Refusal) -> dict[str, JsonValue]:
    """A refusal as its class's name and what it was made with; a message of its own only if it has one."""
    own_words = refusal.message is not type(refusal).message
    return {
        "refusal": type(refusal).__name__,
        "message": str(refusal.message) if own_words else None,
        "fields": {name: str(text) for name, text in refusal.fields.items()},
        "made_with": {name: _pack(hint, getattr(refusal, name)) for name, hint in _made_with(type(refusal)).items()},
    }


def unpack_refusal(contract: type, packed: Mapping[str, Any]) -> Refusal:
    """The refusal again, of the class that the contract or the foundation knows by this name."""
    known = _named(contract, packed["refusal"])
    if not issubclass(known, Refusal):
        raise TypeError(f"{packed['refusal']} is no refusal")
    if hints := _made_with(known):
        return known(**{name: _unpack(contract, hint, packed["made_with"][name]) for name, hint in hints.items()})
    if known.__init__ is not Refusal.__init__:
        return known()
    return known(packed["message"], packed["fields"])


def _promise(contract: type, name: str, method: Any) -> Promise:
    hints = get_type_hints(method, include_extras=True)
    signature = inspect.signature(method)
    fields: dict[str, Any] = {
        one.name: (hints[one.name], ... if one.default is inspect.Parameter.empty else one.default)
        for one in signature.parameters.values()
        if one.name != "self"
    }
    closed = ConfigDict(extra="forbid", frozen=True)
    arguments = create_model(f"{contract.__name__}_{name}", __config__=closed, **fields)
    return Promise(name, signature, arguments, TypeAdapter(hints["return"]))


def _module(contract: type) -> ModuleType:
    """The module that says the contract's version: its own, or the package it is a part of."""
    name = contract.__module__
    while not hasattr(sys.modules[name], "VERSION"):
        name = name.rpartition(".")[0]
    return sys.modules[name]


def _named(contract: type, name: str) -> type:
    found = getattr(_module(contract), name, None) or getattr(refusals, name)
    if not isinstance(found, type):
        raise TypeError(f"{name} is no class of {contract.__name__}")
    return found


def _made_with(kind: type[Refusal]) -> dict[str, Any]:
    """What a refusal's own constructor asks for; nothing where it is the plain one."""
    if kind.__init__ is Refusal.__init__:
        return {}
    hints = get_type_hints(kind.__init__)
    return {name: hint for name, hint in hints.items() if name != "return"}


def _pack(hint: Any, value: Any) -> JsonValue:
    """`Any` may be one of the contract's values: then its class travels along."""
    if hint is Any and isinstance(value, Value):
        return {"class": type(value).__name__, "value": value.model_dump(mode="json")}
    packed: JsonValue = TypeAdapter(hint).dump_python(value, mode="json")
    return packed


def _unpack(contract: type, hint: Any, packed: Any) -> Any:
    if hint is Any and isinstance(packed, dict) and packed.keys() == {"class", "value"}:
        return TypeAdapter(_named(contract, packed["class"])).validate_python(packed["value"])
    return TypeAdapter(hint).validate_python(packed)
