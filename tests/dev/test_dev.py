"""`./dev` explains itself and, once prepared, does nothing twice."""

import importlib.machinery
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from clinic_portal.cli.stand.home import HOUSE


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The file as a module, looking at a house of its own."""
    loader = importlib.machinery.SourceFileLoader("dev", str(HOUSE / "dev"))
    spec = importlib.util.spec_from_loader("dev", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    for name in ("dev", module.RUNTIME, module.DEV):
        (tmp_path / name).write_text((HOUSE / name).read_text())
    monkeypatch.setattr(module, "HOUSE", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    (tmp_path / ".venv").mkdir()
    return module


@pytest.fixture
def steps(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The long steps that were taken, by title."""
    taken: list[str] = []
    monkeypatch.setattr(dev, "step", lambda title, *_, **__: taken.append(title))
    monkeypatch.setattr(dev, "install_libraries", lambda lock: taken.append(f"libraries for {lock}"))
    return taken


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([HOUSE / "dev", *arguments], capture_output=True, text=True, check=False)


def test_alone_it_explains_every_command(dev: ModuleType) -> None:
    answer = run()
    assert answer.returncode == 0
    assert all(f"./dev {command}" in answer.stdout for command in dev.COMMANDS)


def test_an_unknown_command_is_said_to_be_one() -> None:
    answer = run("tset")
    assert answer.returncode == 2
    assert "There is no command 'tset'" in answer.stdout


def test_it_needs_nothing_but_the_standard_library() -> None:
    source = (HOUSE / "dev").read_text()
    imported = {line.split()[1].split(".")[0] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names


def test_what_is_prepared_is_not_prepared_again(dev: ModuleType, steps: list[str]) -> None:
    dev.prepare(dev.RUNTIME)
    assert [step for step in steps if "packages, with uv" in step]
    steps.clear()
    dev.prepare(dev.RUNTIME)
    assert steps == []


def test_a_changed_lock_is_prepared_again(dev: ModuleType, steps: list[str]) -> None:
    dev.prepare(dev.RUNTIME)
    steps.clear()
    with (dev.HOUSE / dev.RUNTIME).open("a") as lock:
        lock.write("# changed\n")
    dev.prepare(dev.RUNTIME)
    assert steps


def test_what_tests_need_is_enough_for_the_demo(dev: ModuleType, steps: list[str]) -> None:
    dev.prepare(dev.DEV)
    assert dev.is_prepared(dev.RUNTIME)


def test_where_uv_does_not_get_through_pip_tries(
    dev: ModuleType, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_uv() -> None:
        raise dev.Stop("no route to host")

    monkeypatch.setattr(dev, "install_uv", no_uv)
    dev.prepare(dev.RUNTIME)
    assert [step for step in steps if "packages, with pip" in step]


def test_without_root_and_sudo_it_says_what_to_install(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    with pytest.raises(dev.Stop, match=r"neither root nor allowed to use sudo.*libpango-1\.0-0"):
        dev.apt_install(["libpango-1.0-0"])
