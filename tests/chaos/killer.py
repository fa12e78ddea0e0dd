"""Kills one of the portal's parts after another on a seeded schedule, each with SIGKILL, and starts it again."""

import os
import random
import signal
import threading
import time
from collections import Counter

from tests.stand.house import House
from tests.stand.servers import Servers

PARTS = ("worker", "clockwork", "valkey", "postgres")


class Killer:
    """`killed` counts the deaths by part; the same seed is the same schedule."""

    def __init__(self, servers: Servers, house: House, seed: int, pause: tuple[float, float]) -> None:
        self.killed: Counter[str] = Counter()
        self._servers = servers
        self._house = house
        self._random = random.Random(seed)
        self._pause = pause

    def run_until(self, done: threading.Event) -> None:
        """Kill in turns, every part as often as any other, until the bookers are done."""
        while not done.is_set():
            for part in self._random.sample(PARTS, len(PARTS)):
                if done.wait(self._random.uniform(*self._pause)):
                    return
                self.kill(part)

    def kill(self, part: str) -> None:
        if part in {"worker", "clockwork"}:
            self._house.kill(part)
            self._house.relaunch(part)
        else:
            server = self._servers.valkey if part == "valkey" else self._servers.postgres
            os.kill(server.pid, signal.SIGKILL)
            time.sleep(self._random.uniform(0.1, 0.6))
            server.start()
        self.killed[part] += 1
