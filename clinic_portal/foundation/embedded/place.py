"""Where a server keeps its files: in the folder it was given, or, when its user cannot enter there, under /var/lib."""

import hashlib
import os
import shutil
from pathlib import Path

from clinic_portal.foundation.embedded.failure import EmbeddedServerError
from clinic_portal.foundation.embedded.servant import Servant

ELSEWHERE = Path("/var/lib/clinic_portal")


def settle(data: Path, servant: Servant) -> Path:
    """The folder the servant owns for this `data`; the file `data/where` points at it when it lies elsewhere.

    Raises EmbeddedServerError when there are data in `data` and the servant can no longer enter: a server that began
    anew elsewhere would look as if all had been lost.
    """
    data.mkdir(parents=True, exist_ok=True)
    pointer = data / "where"
    if pointer.exists() and Path(pointer.read_text()).exists():
        return Path(pointer.read_text())
    place = _inside(data) if servant.reaches(data) else _elsewhere(data, pointer)
    place.mkdir(mode=0o700, exist_ok=True)
    servant.own(place)
    return place


def _inside(data: Path) -> Path:
    return data / "server"


def _elsewhere(data: Path, pointer: Path) -> Path:
    if (kept := _inside(data)).exists():
        raise EmbeddedServerError(
            f"The data are in {kept}, but the server's user may no longer enter: "
            "let others pass through every folder above it (chmod o+x)."
        )
    ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
    place = ELSEWHERE / hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]
    # Without its pointer the folder belongs to a home that somebody deleted: what it holds was meant to go with it.
    shutil.rmtree(place, ignore_errors=True)
    pointer.write_text(str(place))
    return place


def forget(data: Path) -> None:
    """Delete everything a stopped server kept for `data`."""
    pointer = data / "where"
    if pointer.exists():
        shutil.rmtree(Path(pointer.read_text()), ignore_errors=True)
    shutil.rmtree(data, ignore_errors=True)


def within_reach(folders: list[Path], release: str, servant: Servant) -> Path:
    """The parent of the program folders; a copy under /var/lib when the servant cannot enter the original."""
    home = folders[0].parent
    if servant.reaches(folders[0]):
        return home
    copy = ELSEWHERE / "programs" / release
    if not copy.exists():
        _copy(folders, copy)
    return copy


def _copy(folders: list[Path], target: Path) -> None:
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    for folder in folders:
        shutil.copytree(
            folder, draft / folder.name, ignore=shutil.ignore_patterns("include", "doc", "*.a", "__pycache__")
        )
    draft.chmod(0o755)
    if target.exists():
        shutil.rmtree(draft)
        return
    draft.rename(target)
