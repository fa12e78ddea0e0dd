"""The lock files: made from pyproject.toml, holding hashes, and no address of any registry."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

RUNTIME, DEV = Path("requirements.lock"), Path("requirements-dev.lock")
# uv.lock and pylock.toml write down where each file came from, so neither is used.
_ADDRESS = re.compile(r"://|--(extra-)?index-url|--find-links|--trusted-host| @ ")


def lock_complaints() -> str:
    return "\n".join(
        complaint for lock in (RUNTIME, DEV) for complaint in complaints_about(lock.name, lock.read_text())
    )


def complaints_about(name: str, text: str) -> list[str]:
    complaints = []
    if found := _ADDRESS.search(text):
        complaints.append(f"{name} names a place to download from: {found[0]!r}")
    if not text.startswith(_heading()):
        complaints.append(f"{name} was not made from this pyproject.toml: run ./dev lock")
    return complaints


def _heading() -> str:
    """A fingerprint of what pyproject.toml asks for, written into each lock."""
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
    wishes = [project[key] for key in ("requires-python", "dependencies", "optional-dependencies")]
    return f"# pyproject.toml {hashlib.sha256(json.dumps(wishes).encode()).hexdigest()[:16]}\n"


def remake(arguments: list[str]) -> None:
    """Both locks anew; `arguments` go to uv (`--upgrade`, `--upgrade-package NAME`)."""
    _compile(RUNTIME, arguments)
    _compile(DEV, ["--extra", "dev", "-c", str(RUNTIME), *arguments])


def _compile(lock: Path, arguments: list[str]) -> None:
    style = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    uv = str(Path(sys.executable).parent / "uv")
    command = [uv, "pip", "compile", "pyproject.toml", *style, *arguments, "-o", str(lock)]
    subprocess.run(command, env=os.environ | {"UV_NO_CONFIG": "1", "UV_SYSTEM_CERTS": "1"}, check=True)
    pins = re.sub(r"\A# pyproject.toml \w+\n", "", lock.read_text())
    lock.write_text(_heading() + pins)
    print(f"{lock}: {pins.count('==')} packages")


if __name__ == "__main__":
    remake(sys.argv[1:])
