"""The folder in which one portal keeps its data, logs and secrets (`CLINIC_PORTAL_HOME`)."""

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clinic_portal.cli.stand.refusal import StandRefused
from clinic_portal.foundation.embedded.place import forget

HOUSE = Path(__file__).resolve().parents[3]
# What a portal puts into its home; nothing else in that folder is ours to delete.
KEPT = ("files", "logs", "mailbox", "metrics", "environment.json", "migrated.json", "secrets.json", "services.json")


@dataclass(frozen=True, slots=True)
class Home:
    """Paths inside one home."""

    path: Path

    @classmethod
    def of_environment(cls) -> "Home":
        return cls(Path(os.environ.get("CLINIC_PORTAL_HOME") or HOUSE / "var").expanduser().absolute())

    def __truediv__(self, name: str) -> Path:
        return self.path / name

    def make(self) -> None:
        # Others may pass through to the servers' data, which belong to another user, but not look around.
        self.path.mkdir(parents=True, exist_ok=True)
        for folder in ("logs", "metrics"):
            (self / folder).mkdir(mode=0o700, exist_ok=True)
        for stale in (self / "metrics").glob("*.db"):
            stale.unlink()
        (self / "services.json").unlink(missing_ok=True)

    def clear(self) -> None:
        """Delete all that a portal ever kept here."""
        for server in ("postgres", "valkey"):
            forget(self / server)
        for name in KEPT:
            kept = self / name
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink(missing_ok=True)

    @contextlib.contextmanager
    def taken(self) -> Iterator[None]:
        """One portal at a time lives in a home; the kernel frees it whenever that one ends."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as busy:
                raise StandRefused(
                    f"A portal already runs in {self.path}. Stop it first, or choose another home and port: "
                    "CLINIC_PORTAL_HOME=/some/folder PORT=8001 ./dev demo"
                ) from busy
            yield

    def is_taken(self) -> bool:
        try:
            with self.taken():
                return False
        except StandRefused:
            return True


def write_private(path: Path, value: object) -> None:
    """JSON that only its owner reads, replaced in one piece."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        json.dump(value, handle, indent=2)
        handle.write("\n")
    draft.replace(path)
