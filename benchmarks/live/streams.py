"""The stream's process, as a run has it."""

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clinic_portal.cli.stand.home import HOUSE
from clinic_portal.foundation.embedded.child import Child
from clinic_portal.foundation.embedded.ports import choose_port


class StreamServer:
    """Started at once; `topics` are Redis keys, `pid` is that of the process that runs now."""

    def __init__(self, redis_url: str, topics: list[str], log: Path) -> None:
        self.port = choose_port()
        plan = json.dumps({"port": self.port, "redis_url": redis_url, "topics": topics})
        command, env = [sys.executable, "-m", "benchmarks.live.stream_server"], os.environ | {"STREAM_PLAN": plan}
        self._start = lambda: Child(command, log=log, env=env, cwd=HOUSE)
        self._child = self._start()
        self._wait()

    @property
    def pid(self) -> int:
        return self._child.process.pid

    def restart(self) -> None:
        self.stop()
        self._child = self._start()
        self._wait()

    def stop(self) -> None:
        self._child.stop(seconds=5)

    def _wait(self) -> None:
        if not self._child.wait_until(self._listens):
            raise RuntimeError(f"the stream does not start:\n{self._child.last_words(lines=20)}")

    def _listens(self) -> bool:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)):
                time.sleep(0.05)
                return False
        return True


@contextmanager
def stream_server(redis_url: str, topics: list[str], log: Path) -> Iterator[StreamServer]:
    server = StreamServer(redis_url, topics, log)
    try:
        yield server
    finally:
        server.stop()
