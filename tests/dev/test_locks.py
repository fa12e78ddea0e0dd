"""The lock files fit pyproject.toml and name no place to download from."""

import pytest

from clinic_portal.cli.check.locks import DEV, RUNTIME, complaints_about, lock_complaints


def test_ours_are_in_order() -> None:
    assert not lock_complaints()


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://registry.example/simple",
        "--find-links /somewhere",
        "flask @ https://registry.example/flask.whl",
        "--extra-index-url file:///somewhere",
    ],
)
def test_an_address_is_noticed(line: str) -> None:
    assert "names a place to download from" in complaints_about("x.lock", f"{RUNTIME.read_text()}{line}\n")[0]


def test_a_lock_made_from_other_wishes_is_noticed() -> None:
    older = "# pyproject.toml 0123456789abcdef\n" + RUNTIME.read_text().partition("\n")[2]
    assert "run ./dev lock" in complaints_about("x.lock", older)[0]


def test_every_package_of_the_portal_is_the_same_one_in_development() -> None:
    wanted = {line.split(" ")[0] for line in RUNTIME.read_text().splitlines() if "==" in line}
    assert wanted <= {line.split(" ")[0] for line in DEV.read_text().splitlines() if "==" in line}
