"""What the two embedded servers have in common: a port of their own, patience at the start, an end without traces."""

import signal
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar, Self

from clinic_portal.foundation.embedded import place as places
from clinic_portal.foundation.embedded.child import Child
from clinic_portal.foundation.embedded.failure import EmbeddedServerError
from clinic_portal.foundation.embedded.ports import is_free, kept_port
from clinic_portal.foundation.embedded.servant import find_servant


class EmbeddedServer(ABC):
    """A server on 127.0.0.1 whose data live in `data`; start it from a thread that stays, it ends with it."""

    name: ClassVar[str]
    patience_seconds: ClassVar[float]
    farewell: ClassVar[signal.Signals]
    surroundings: ClassVar[dict[str, str]] = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}

    def __init__(self, data: Path, port: int | None = None) -> None:
        self.data = data.absolute()
        self._wanted_port = port
        self._servant = find_servant()
        self._child: Child | None = None
        self.port = port or 0

    def start(self) -> None:
        """Returns when it answers; raises EmbeddedServerError with its last words."""
        # Asked, not only looked at: a server that was killed this moment still counts as alive.
        if self._child and self._child.wait_until(self._answers):
            return
        place = self._settle()
        self.port = self._wanted_port or kept_port(self.data / "port")
        if not is_free(self.port):
            raise EmbeddedServerError(f"Port {self.port} is taken by another program, so {self.name} cannot use it.")
        deadline = time.monotonic() + self.patience_seconds
        while not self._serve(place):
            if time.monotonic() > deadline:
                raise EmbeddedServerError(f"{self.name} does not start:\n{self._last_words()}")
            time.sleep(0.1)

    def stop(self) -> None:
        if self._child:
            self._child.stop()
            self._child = None

    def erase(self) -> None:
        """Stop, and delete everything that this server keeps."""
        self.stop()
        places.forget(self.data)

    @property
    def pid(self) -> int | None:
        return self._child.process.pid if self._child else None

    @property
    def alive(self) -> bool:
        return self._child is not None and self._child.alive

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @abstractmethod
    def _settle(self) -> Path:
        """Where it works, made if need be."""

    @abstractmethod
    def _command(self, place: Path) -> list[str]:
        """The program and its arguments."""

    @abstractmethod
    def _answers(self) -> bool:
        """Whether somebody who asks is answered."""

    def _serve(self, place: Path) -> bool:
        self._child = Child(
            self._command(place),
            log=self.data / "server.log",
            servant=self._servant,
            farewell=self.farewell,
            env=self.surroundings,
        )
        return self._child.wait_until(self._answers)

    def _last_words(self) -> str:
        return self._child.last_words() if self._child else ""
