"""The unprivileged user a server runs as when we are root: PostgreSQL refuses root, and needs no such power."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Servant:
    """Who runs the server; `None` for both ids means: whoever we are."""

    uid: int | None = None
    gid: int | None = None

    def popen_options(self) -> dict[str, object]:
        """What `subprocess` needs to run a program as this user."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def reaches(self, path: Path) -> bool:
        """Whether this user can enter the folder or run the file; tried out, so that any permission counts."""
        if self.uid is None:
            return os.access(path, os.X_OK)
        trial = subprocess.run(["/usr/bin/test", "-x", str(path)], cwd="/", check=False, **self.popen_options())  # type: ignore[call-overload]  # keywords by dict
        return bool(trial.returncode == 0)

    def own(self, folder: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)


OURSELVES = Servant()


def find_servant() -> Servant:
    if os.geteuid() != 0:
        return OURSELVES
    nobody = pwd.getpwnam("nobody")
    return Servant(nobody.pw_uid, nobody.pw_gid)
