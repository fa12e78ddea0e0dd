"""Two thousand open pages: idle, with changes, and over a restart; asking again and again, and with a stream."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.bench import Bench
from benchmarks.cpu import cpu_seconds, resident_megabytes
from benchmarks.crowd.gathering import crowd
from benchmarks.crowd.task import Task
from benchmarks.live import figures, watched
from benchmarks.live.sessions import cookies
from benchmarks.live.streams import StreamServer, stream_server
from benchmarks.stand import Web

BROWSERS = 2_000
HIDDEN = 0.7
IDLE, CHANGING, EACH = 60.0, 20.0, 0.5
"""Seconds of each part, and between two bookings: a page that listens asks once in the first."""
AFTER_RESTART = 15.0


def live(bench: Bench) -> dict[str, Any]:
    """Three crowds, one after another, on the same data and days."""
    scene, asked = bench.scene, watched.requests(bench.scene)
    polling = Task("polling", scene.portal.port, BROWSERS, asked, cookies=cookies(bench, BROWSERS))
    hidden = replace(polling, hidden=HIDDEN)
    found = {
        "polling": Measuring(bench, polling, 0, scene.portal).all(),
        "polling, 70 % hidden": Measuring(bench, hidden, 1, scene.portal).all(),
    }
    with stream_server(bench.ground) as server:
        streaming = replace(polling, how="streaming", stream_port=server.port)
        found["stream"] = Measuring(bench, streaming, 2, server).all()
    return found


@dataclass
class Measuring:
    """One crowd; `served` is what it is restarted with."""

    bench: Bench
    task: Task
    round: int
    served: Web | StreamServer

    def all(self) -> dict[str, Any]:
        """Cores used by all servers together, memory for each open page, delays, and how a restart is got over."""
        before, changes = self._memory(self._pids()), list[watched.Change]()
        alone = self._memory(self._streams())
        with crowd(self.task) as gathered:
            time.sleep(5)
            began, idle = time.monotonic(), self._cores(lambda: time.sleep(IDLE))
            memory, alone = self._memory(self._pids()) - before, self._memory(self._streams()) - alone
            changing = self._cores(
                lambda: changes.extend(watched.change_for(self.bench.scene, CHANGING, EACH, self.round))
            )
            time.sleep(3)
            self.served.restart()
            there = time.monotonic()
            after = self._cores(lambda: time.sleep(AFTER_RESTART))
        told = gathered.told
        return {
            "cores_idle": idle,
            "idle": figures.between(told, began, began + IDLE),
            "cores_with_two_changes_a_second": changing,
            "kb_a_page": round(memory * 1024 / self.task.browsers, 1),
            "kb_a_stream": round(alone * 1024 / self.task.browsers, 1),
            "delay_of_a_change": figures.percentiles(figures.delays(told, changes, CHANGING, BROWSERS // watched.DAYS)),
            "delay_of_the_event": figures.percentiles(figures.heard(told, changes, CHANGING)),
            "restart": {
                "cores_after": after,
                **figures.restart(told, there, there + AFTER_RESTART, self.task.browsers),
            },
        }

    def _pids(self) -> list[int]:
        return [self.bench.scene.portal.pid, *self.bench.ground.server_pids(), *self._streams()]

    def _streams(self) -> list[int]:
        return [self.served.pid] if isinstance(self.served, StreamServer) else []

    def _memory(self, pids: list[int]) -> float:
        return sum(resident_megabytes(pids).values())

    def _cores(self, meanwhile: Callable[[], None]) -> float:
        pids, began = self._pids(), time.monotonic()
        before = cpu_seconds(pids)
        meanwhile()
        return round((cpu_seconds(pids) - before) / (time.monotonic() - began), 3)
