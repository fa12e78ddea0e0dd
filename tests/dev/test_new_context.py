"""A room that `./dev new-context` makes passes the checks as it is, and a bad name makes nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from clinic_portal.cli.room.__main__ import RoomRefused, build
from clinic_portal.cli.stand.home import HOUSE

PARTS = (
    "clinic_portal", "workers", "migrations", "benchmarks", "tests", "templates", "pyproject.toml", "wsgi.py",
    ".mypy_cache",
)  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The house again, to build in."""
    for part in PARTS:
        if (HOUSE / part).is_dir():
            shutil.copytree(HOUSE / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif (HOUSE / part).exists():
            shutil.copy(HOUSE / part, tmp_path / part)
    return tmp_path


@pytest.mark.slow
def test_a_new_room_passes_the_checks(copy: Path) -> None:
    subprocess.run([sys.executable, "-m", "clinic_portal.cli.room", "lab_orders"], cwd=copy, check=True)
    checks = [sys.executable, "-m", "clinic_portal.cli.check", "ruff", "format", "mypy", "imports"]
    outcome = subprocess.run(checks, cwd=copy, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout
    proof = "from clinic_portal.app import create_app; print(sorted(create_app().blueprints))"
    demo = {"DEMO": "1", "DATABASE_URL": "postgresql://x@127.0.0.1:1/x", "REDIS_URL": "redis://127.0.0.1:1/0"}
    answer = subprocess.run(
        [sys.executable, "-c", proof], cwd=copy, env=demo, capture_output=True, text=True, check=True
    )
    assert "'lab_orders'" in answer.stdout


@pytest.mark.parametrize("name", ["Laboratory", "lab-orders", "2nd", "../x", "", "class_"])
def test_a_name_that_is_none_makes_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(RoomRefused, match="plain lower-case name"):
        build(tmp_path, name)
    assert not list(tmp_path.iterdir())


def test_a_room_that_exists_is_not_touched(copy: Path) -> None:
    with pytest.raises(RoomRefused, match="There is already"):
        build(copy, "agenda")
