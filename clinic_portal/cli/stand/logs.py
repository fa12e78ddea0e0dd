"""The JSON log of one process: everything stays in its file, warnings and errors are shown to the person in short."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

SHOWN = {"warning", "error", "critical"}
# Lines of libraries that know nothing of our JSON.
_LOUD = re.compile(r"\b(WARN(ING)?|ERROR|CRITICAL)\b|^\w*(Error|Exception)\b")
_QUIET_SECONDS = 10


class LogTail:
    """Reads what was added to a log; the same complaint is shown once in ten seconds."""

    def __init__(self, name: str, log: Path) -> None:
        self._name = name
        self._log = log
        self._read = 0
        self._said: dict[str, float] = {}

    def to_the_end(self) -> None:
        self._read = self._log.stat().st_size if self._log.exists() else 0

    def complaints(self) -> Iterator[str]:
        for line in self._new_lines():
            complaint = in_short(line)
            if complaint and time.monotonic() - self._said.get(complaint, -_QUIET_SECONDS) >= _QUIET_SECONDS:
                self._said[complaint] = time.monotonic()
                yield f"{self._name}: {complaint}"

    def _new_lines(self) -> list[str]:
        if not self._log.exists():
            return []
        with self._log.open("rb") as log:
            log.seek(self._read)
            whole, _, _ = log.read().rpartition(b"\n")
        self._read += len(whole) + 1 if whole else 0
        return whole.decode(errors="replace").splitlines()


def in_short(line: str) -> str | None:
    """The line as a person wants it, or `None` when it is no complaint."""
    try:
        entry = json.loads(line)
    except ValueError:
        return line.strip()[:200] if _LOUD.search(line) else None
    if not isinstance(entry, dict) or str(entry.get("level", "")).lower() not in SHOWN:
        return None
    cause = str(entry.get("exception") or entry.get("error") or "").strip().splitlines()
    return " — ".join([f"{entry['level']} {entry.get('event', '')}", *cause[-1:]])[:300]
