"""The files of the checkout as git knows them, and throw-away copies of the code to break rules in."""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_TEXT = {"", ".cfg", ".css", ".html", ".ini", ".js", ".lock", ".md", ".po", ".py", ".toml", ".txt", ".yaml", ".yml"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return tuple(path for name in names if name and (path := ROOT / name).is_file())


def python_files() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" or path.name == "dev"]


def text_files() -> list[Path]:
    return [path for path in tracked() if path.suffix in _TEXT and "vendor" not in path.parts]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def copy_code(to: Path) -> Path:
    """A copy of what import-linter reads."""
    for name in ("clinic_portal", "workers"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__", "*.po"))
    shutil.copy(ROOT / "pyproject.toml", to)
    return to


def broken_contracts(tree: Path) -> str:
    """What import-linter says about a tree; empty when every contract is kept."""
    linter = Path(sys.executable).with_name("lint-imports")
    outcome = subprocess.run([linter, "--no-cache"], cwd=tree, capture_output=True, text=True, check=False)
    return outcome.stdout + outcome.stderr if outcome.returncode else ""
