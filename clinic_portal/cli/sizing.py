"""How many web workers this machine, or this container, and its database carry."""

import os
from pathlib import Path

THREADS = 2
# One for each thread, one for the reader of flags and health, one to spare.
POOL_SIZE = 4
WORKER_MEGABYTES = 256
# PostgreSQL's own default limit, less what the worker, the clockwork and an operator need.
DATABASE_CONNECTIONS = 80
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
    """As many as cores; fewer where memory, or the connections the database grants to the web, are short."""
    granted = int(os.environ.get("DATABASE_CONNECTIONS") or DATABASE_CONNECTIONS)
    return max(1, min(cores(), memory_megabytes() // (2 * WORKER_MEGABYTES), granted // POOL_SIZE))


def _words(limit: str) -> list[str]:
    file = _CGROUP / limit
    return file.read_text().split() if file.exists() else []
