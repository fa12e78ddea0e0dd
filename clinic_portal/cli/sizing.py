"""How many web workers this machine, or this container, carries."""

import os
from pathlib import Path

WORKER_MEGABYTES = 256
THREADS = 2
_CGROUP = Path("/sys/fs/cgroup")


def cores() -> int:
    allowed = len(os.sched_getaffinity(0))
    quota = _words("cpu.max")
    if len(quota) == 2 and quota[0] != "max":
        allowed = min(allowed, max(1, int(quota[0]) // int(quota[1])))
    return allowed


def memory_megabytes() -> int:
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    limit = _words("memory.max")
    return int(min(machine, int(limit[0])) if limit and limit[0] != "max" else machine) // 2**20


def web_workers() -> int:
    """As many as cores, fewer where memory is short."""
    return max(1, min(cores(), memory_megabytes() // (2 * WORKER_MEGABYTES)))


def _words(limit: str) -> list[str]:
    file = _CGROUP / limit
    return file.read_text().split() if file.exists() else []
