"""The stream's process, as a run has it."""

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.stand import Ground
from clinic_portal.cli.stand.home import HOUSE
from clinic_portal.foundation.embedded.child import Child


class StreamServer:
    """Started at once; `pid` is that of the process that runs now."""

    def __init__(self, ground: Ground) -> None:
        self.port = ground.environment.stream_port
        command, env = [sys.executable, "-m", "workers.stream"], ground.environment.for_stream()
        log = ground.home / "logs" / "stream.log"
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
def stream_server(ground: Ground) -> Iterator[StreamServer]:
    server = StreamServer(ground)
    try:
        yield server
    finally:
        server.stop()
