"""A process that stops when the one that started it ends, however that ends."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from clinic_portal.foundation.embedded.failure import EmbeddedServerError
from clinic_portal.foundation.embedded.servant import OURSELVES, Servant

_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


class Child:
    """A process that the kernel sends its `farewell` when the thread that started it ends; its output goes to `log`."""

    def __init__(
        self,
        command: list[str],
        *,
        log: Path,
        env: Mapping[str, str],
        farewell: signal.Signals = signal.SIGTERM,
        servant: Servant = OURSELVES,
        cwd: Path = Path("/"),
    ) -> None:
        self.log = log
        self._farewell = farewell
        with log.open("ab") as output:
            self.process = subprocess.Popen(  # type: ignore[call-overload]  # keywords by dict
                command,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(env),
                # A group of its own: Ctrl-C in the terminal reaches us, and we stop the others in our order.
                process_group=0,
                preexec_fn=self._bind_to_parent,  # noqa: PLW1509  # one system call, no lock, no import
                **servant.popen_options(),
            )

    def _bind_to_parent(self) -> None:
        # Runs after the change of user, which would clear the setting.
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(self._farewell))

    @property
    def alive(self) -> bool:
        return bool(self.process.poll() is None)

    def wait_until(self, ready: Callable[[], bool], *, seconds: float = 60) -> bool:
        """True once `ready` says so, False when the process ended first."""
        deadline = time.monotonic() + seconds
        while self.alive:
            if ready():
                return True
            if time.monotonic() > deadline:
                raise EmbeddedServerError(f"The server did not answer within {seconds:.0f} s; its log is {self.log}")
            time.sleep(0.02)
        return False

    def dismiss(self) -> None:
        """Ask it to end, without waiting."""
        if self.alive:
            self.process.send_signal(self._farewell)

    def stop(self, *, seconds: float = 30) -> None:
        """Ask it to end, wait, and make an end of whatever is left of its group."""
        self.dismiss()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.sweep()

    def sweep(self) -> None:
        """Kill what a dead process left behind, so that the next one finds its port and its work free."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def last_words(self, *, lines: int = 5) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
