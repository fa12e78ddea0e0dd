"""The shapes of all that crosses a door; `python -m tests.contracts.snapshots` writes them down anew."""

import importlib
import inspect
import json
import pkgutil
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from clinic_portal import contracts
from clinic_portal.foundation.events import Event
from clinic_portal.foundation.promises import promises
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Value

FOLDER = Path(__file__).with_name("snapshots")
WIDTH = 110
CONTEXTS = sorted(module.name for module in pkgutil.iter_modules(contracts.__path__))


def shape(context: str) -> dict[str, Any]:
    """A contract as JSON: its version, values with commands and events, refusals, and promises."""
    return shape_of(importlib.import_module(f"clinic_portal.contracts.{context}"))


def shape_of(module: ModuleType) -> dict[str, Any]:
    """Each type is written once, under `types`; all else names it."""
    classes = [one for part in (module, *_parts(module)) for one in vars(part).values() if inspect.isclass(one)]
    own = [one for one in dict.fromkeys(classes) if _is_of(module, one)]
    values = {value.__name__: value for value in own if issubclass(value, Value)}
    door = next(value for name, value in vars(module).items() if name.endswith("Contract"))
    promised = promises(door)
    asked: list[tuple[tuple[str, str], JsonSchemaMode, TypeAdapter[Any]]] = [
        *((("values", name), "serialization", TypeAdapter(value)) for name, value in values.items()),
        *((("takes", name), "validation", TypeAdapter(one.arguments)) for name, one in promised.items()),
        *((("gives", name), "validation", one.answer) for name, one in promised.items()),
    ]
    found, shared = TypeAdapter.json_schemas(asked, ref_template="{model}")
    parts = {key: _plain(schema) for (key, _mode), schema in found.items()}
    types = {name: _plain(schema) for name, schema in shared.get("$defs", {}).items()}
    takes = {name: types.pop(parts["takes", name]["$ref"]) for name in promised}
    return {
        "version": module.VERSION,
        "types": types,
        "values": {name: parts["values", name]["$ref"] for name in values},
        "events": {name: _event(value) for name, value in values.items() if issubclass(value, Event)},
        "refusals": {refusal.__name__: refusal.status for refusal in own if issubclass(refusal, Refusal)},
        "promises": {name: {"takes": takes[name], "gives": parts["gives", name]} for name in promised},
    }


def _parts(module: ModuleType) -> list[ModuleType]:
    """The modules of a contract that is a package: what its face does not show crosses its door all the same."""
    names = [found.name for found in pkgutil.iter_modules(getattr(module, "__path__", ()))]
    return [importlib.import_module(f"{module.__name__}.{name}") for name in names]


def _is_of(module: ModuleType, value: type) -> bool:
    return value.__module__ == module.__name__ or value.__module__.startswith(f"{module.__name__}.")


def _event(fact: type[Event]) -> dict[str, Any]:
    return {"kind": fact.kind(), "version": fact.version}


def _plain(schema: Any) -> Any:
    """Without titles, which only say names again; what is given as a value stays as it is."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: part if name in {"default", "const", "enum"} else _plain(part)
        for name, part in schema.items()
        if not (name == "title" and isinstance(part, str))
    }


def written(context: str) -> str:
    return _laid_out(shape(context)) + "\n"


def _laid_out(part: Any, depth: int = 0) -> str:
    """As JSON, where what is short stands on one line: a field is a line, and so is its change."""
    line = json.dumps(part, sort_keys=True, ensure_ascii=False)
    if len(line) + depth <= WIDTH or not isinstance(part, dict | list):
        return line
    inner, deeper = "\n" + " " * (depth + 1), depth + 1
    if isinstance(part, list):
        return "[" + inner + f",{inner}".join(_laid_out(one, deeper) for one in part) + "\n" + " " * depth + "]"
    pairs = (f"{json.dumps(name)}: {_laid_out(part[name], deeper)}" for name in sorted(part))
    return "{" + inner + f",{inner}".join(pairs) + "\n" + " " * depth + "}"


def file_of(context: str) -> Path:
    return FOLDER / f"{context}.json"


if __name__ == "__main__":
    for one in CONTEXTS:
        file_of(one).write_text(written(one))
