"""Which processes of a stand are killed, when, and how they are found."""

import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

SIGNS = {
    "worker": "workers.worker",
    "relay": "workers.clockwork",
    "valkey": "valkey-server",
    "postgres": "/bin/postgres",
    "web": "workers.web",
}
"""By its name: what the command line of a stand's child holds."""
FOUR = ("worker", "relay", "valkey", "postgres")


def schedule(seed: int, kills: int, victims: tuple[str, ...], seconds: float) -> list[tuple[float, str]]:
    """When (seconds from the start) whom: everybody equally often, in an order and at moments that the seed decides."""
    dice = random.Random(seed)  # noqa: S311  # a schedule that comes again with its seed, no secret
    names = [victims[number % len(victims)] for number in range(kills)]
    dice.shuffle(names)
    step = seconds / kills
    return [(step * (number + dice.uniform(0.2, 0.8)), name) for number, name in enumerate(names)]


def kill(stand: int, name: str) -> bool:
    """SIGKILL to the stand's child of that name; False while it is not there."""
    found = next((pid for pid, command in children(stand) if SIGNS[name] in command), None)
    if found is None:
        return False
    os.kill(found, signal.SIGKILL)
    return True


def children(parent: int) -> Iterator[tuple[int, str]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                yield int(folder.name), (folder / "cmdline").read_text().replace("\0", " ")
        except (OSError, ValueError):
            continue  # it ended while we looked
