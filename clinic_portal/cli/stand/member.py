"""One process of the portal under watch: started again when it dies, its warnings passed on in short."""

import time
from collections.abc import Callable
from pathlib import Path

from clinic_portal.cli.stand.home import HOUSE
from clinic_portal.cli.stand.logs import LogTail
from clinic_portal.foundation.embedded.child import Child

_LOG_LIMIT = 20 * 2**20
_LONG_ENOUGH = 30
_PAUSES = (0.5, 1, 2, 5, 10)

Say = Callable[[str], None]


class Member:
    """A command that should always run; `deaths` counts those in quick succession."""

    def __init__(self, name: str, command: list[str], env: dict[str, str], log: Path) -> None:
        self.name = name
        self.deaths = 0
        self._command = command
        self._env = env
        self._log = log
        self._child: Child | None = None
        self._began = 0.0
        self._again_at: float | None = None
        self._tail = LogTail(name, log)

    def start(self) -> None:
        if self._log.exists() and self._log.stat().st_size > _LOG_LIMIT:
            self._log.replace(self._log.with_suffix(".log.1"))
        self._tail.to_the_end()
        self._child = Child(self._command, log=self._log, env=self._env, cwd=HOUSE)
        self._began, self._again_at = time.monotonic(), None

    def watch(self, say: Say) -> None:
        """Pass on what it complains about; start it again when it is dead and its pause is over."""
        for line in self._tail.complaints():
            say(line)
        if self._child is None or self._child.alive:
            return
        if self._again_at is None:
            self._mourn(self._child, say)
        elif time.monotonic() >= self._again_at:
            self.start()

    def dismiss(self) -> None:
        if self._child:
            self._child.dismiss()

    def stop(self) -> None:
        if self._child:
            self._child.stop(seconds=15)
            self._child = None

    def last_words(self) -> str:
        return self._child.last_words(lines=15) if self._child else ""

    def _mourn(self, child: Child, say: Say) -> None:
        child.sweep()
        self.deaths = 1 if time.monotonic() - self._began > _LONG_ENOUGH else self.deaths + 1
        pause = _PAUSES[min(self.deaths, len(_PAUSES)) - 1]
        self._again_at = time.monotonic() + pause
        say(f"{self.name} ended ({_cause(child.process.returncode)}); it starts again in {pause} s. Log: {self._log}")


def _cause(code: int) -> str:
    return f"killed by signal {-code}" if code < 0 else f"exit code {code}"
