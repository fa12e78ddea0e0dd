"""The shapes of all that crosses a door; `python -m tests.contracts.snapshots` writes them down anew."""

import importlib
import inspect
import json
import pkgutil
from pathlib import Path
from types import ModuleType
from typing import Any

from clinic_portal import contracts
from clinic_portal.foundation.events import Event
from clinic_portal.foundation.promises import promises
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Value

FOLDER = Path(__file__).with_name("snapshots")
CONTEXTS = sorted(module.name for module in pkgutil.iter_modules(contracts.__path__))


def shape(context: str) -> dict[str, Any]:
    """A contract as JSON: its version, values with commands and events, refusals, and promises."""
    module = importlib.import_module(f"clinic_portal.contracts.{context}")
    own = [value for value in vars(module).values() if inspect.isclass(value) and _is_of(module, value)]
    return {
        "version": module.VERSION,
        "values": {value.__name__: _value(value) for value in own if issubclass(value, Value)},
        "refusals": {refusal.__name__: refusal.status for refusal in own if issubclass(refusal, Refusal)},
        "promises": _promises(module),
    }


def _is_of(module: ModuleType, value: type) -> bool:
    return value.__module__ == module.__name__ or value.__module__.startswith(f"{module.__name__}.")


def written(context: str) -> str:
    return json.dumps(shape(context), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def file_of(context: str) -> Path:
    return FOLDER / f"{context}.json"


def _value(value: type[Value]) -> dict[str, Any]:
    schema = value.model_json_schema(mode="serialization")
    if issubclass(value, Event):
        schema["event"] = {"kind": value.kind(), "version": value.version}
    return schema


def _promises(module: ModuleType) -> dict[str, Any]:
    door = next(value for name, value in vars(module).items() if name.endswith("Contract"))
    return {
        name: {"takes": promise.arguments.model_json_schema(), "gives": promise.answer.json_schema()}
        for name, promise in promises(door).items()
    }


if __name__ == "__main__":
    for one in CONTEXTS:
        file_of(one).write_text(written(one))
