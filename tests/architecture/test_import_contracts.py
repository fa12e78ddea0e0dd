"""The import contracts hold, and each bites when it is broken on purpose."""

import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, broken_contracts, copy_code

# What breaks each contract: a file of the copy, and the line that is added to it.
BREAKS = {
    "floors": ("clinic_portal/foundation/clock.py", "import clinic_portal.contracts.agenda"),
    "street": ("clinic_portal/app.py", "import workers.relay"),
    "contexts-apart": ("clinic_portal/contexts/agenda/service.py", "import clinic_portal.contexts.patients.service"),
    "blueprints-apart": (
        "clinic_portal/blueprints/agenda/blueprint.py",
        "import clinic_portal.blueprints.patients.blueprint",
    ),
    "blueprints-ask-doors": ("clinic_portal/blueprints/agenda/blueprint.py", "import sqlalchemy"),
    "contracts-plain": ("clinic_portal/contracts/agenda.py", "import sqlalchemy"),
    "contexts-closed": ("clinic_portal/app.py", "import clinic_portal.contexts.agenda.service"),
    "no-circles": ("clinic_portal/foundation/clock.py", "import clinic_portal.foundation.events.passing"),
}
CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_code(tmp_path)


def test_every_contract_is_kept() -> None:
    assert broken_contracts(ROOT) == ""


def test_every_contract_has_its_breaker() -> None:
    assert set(BREAKS) == set(CONTRACTS)


@pytest.mark.parametrize("contract", BREAKS)
def test_contract_bites(copy: Path, contract: str) -> None:
    file, line = BREAKS[contract]
    with (copy / file).open("a") as code:
        code.write(f"\n{line}\n")
    assert f"{CONTRACTS[contract]} BROKEN" in broken_contracts(copy)


def test_a_room_outside_of_the_plan_bites(copy: Path) -> None:
    (copy / "clinic_portal" / "helpers.py").write_text('"""A module that no floor knows."""\n')
    assert "helpers" in broken_contracts(copy)
