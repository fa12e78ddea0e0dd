"""CPU seconds of whole process trees, as the kernel accounts for them."""

import os
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


def cpu_seconds(roots: Iterable[int]) -> float:
    """User and system time of the processes and all their descendants, those that have ended included."""
    children = _children()
    return sum(_seconds(pid) for root in roots for pid in _tree(root, children))


def resident_megabytes(roots: Iterable[int]) -> dict[int, float]:
    """Proportional memory (PSS) of every process in the trees."""
    children = _children()
    return {pid: _pss(pid) for root in roots for pid in _tree(root, children)}


def _tree(root: int, children: dict[int, list[int]]) -> Iterable[int]:
    yield root
    for child in children.get(root, ()):
        yield from _tree(child, children)


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdecimal() and (fields := _fields(int(entry.name))):
            found.setdefault(int(fields[1]), []).append(int(entry.name))
    return found


def _fields(pid: int) -> list[str]:
    """What follows the name in /proc/PID/stat: state, parent, …; empty once the process is gone."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _seconds(pid: int) -> float:
    # utime, stime, and both of children that were waited for.
    return sum(map(int, _fields(pid)[11:15])) / _TICKS


def _pss(pid: int) -> float:
    for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
