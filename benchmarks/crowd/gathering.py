"""A crowd as a run has it: started, waited for until all its browsers are there, dispersed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from benchmarks.crowd.task import Task, Told
from clinic_portal.cli.stand.home import HOUSE


class Crowd:
    """The process; `told` is filled when it ends."""

    def __init__(self, task: Task) -> None:
        command = [sys.executable, "-m", "benchmarks.crowd"]
        self._process = subprocess.Popen(
            command, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.told = Told()
        self._say(json.dumps(asdict(task)))
        if self._hear().strip() != "ready":
            raise RuntimeError("the crowd did not come together")

    def end(self) -> None:
        """Disperse it, or wait until all that was to be sent has been; once."""
        if self._process.returncode is not None:
            return
        self._say("")
        self.told = Told(**json.loads(self._hear()))
        self._process.wait()

    def _say(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")

    def _hear(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@contextmanager
def crowd(task: Task) -> Iterator[Crowd]:
    """At the end of the block it has told all it saw."""
    gathered = Crowd(task)
    try:
        yield gathered
        gathered.end()
    finally:
        gathered.kill()
