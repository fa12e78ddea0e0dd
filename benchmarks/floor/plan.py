"""What the floor is told before it starts: database, clinic, names, and the still parts of the portal's pages."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

VARIABLE = "FLOOR_PLAN"


@dataclass
class Plan:
    """`frames` are the portal's own pages without the parts that come from rows: texts around them, by address."""

    database_url: str
    time_zone: str
    clinic_id: int
    slug: str
    branch_id: int
    practitioners: list[tuple[int, str, str, int]]
    """(id, name, specialty, hue)."""
    rooms: dict[int, str]
    kinds: dict[int, str]
    kind_hues: dict[int, int]
    hours: dict[int, list[tuple[int, int]]]
    """Opening hours in five-minute steps, by weekday."""
    listeners: list[str]
    """Who is told of a booking."""
    words: dict[str, str]
    """Sentences in the visitor's language."""
    frames: dict[str, list[str]] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)))


def told() -> Plan:
    """The plan that the environment names; JSON knows no whole numbers as keys."""
    known = json.loads(Path(os.environ[VARIABLE]).read_text())
    for name in ("rooms", "kinds", "kind_hues", "hours"):
        known[name] = {int(key): value for key, value in known[name].items()}
    return Plan(**known)
