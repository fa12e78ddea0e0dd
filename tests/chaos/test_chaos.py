"""Worker, relay, Valkey and PostgreSQL are killed, again and again, while three hundred appointments are booked."""

import tempfile
from pathlib import Path

import pytest

from clinic_portal.app import create_app
from clinic_portal.cli.soak.desks import Login
from clinic_portal.cli.soak.run import Plan, soak
from clinic_portal.cli.stand.environment import Environment
from clinic_portal.cli.stand.home import Home
from clinic_portal.foundation.database import db
from clinic_portal.foundation.settings import Settings
from tests.stand.cast import PASSWORD, RECEPTIONIST, make_cast

PLAN = Plan(seed=20261124, bookings=300, kills=8, seconds=32, login=Login(RECEPTIONIST, PASSWORD))


def furnish(environment: Environment) -> None:
    """The cast of all tests."""
    given = {name.lower(): value for name, value in environment.operator_settings().items()}
    known = {name: value for name, value in given.items() if name in Settings.model_fields}
    app = create_app(Settings(**known))
    make_cast(app)
    with app.app_context():
        db.engine.dispose()


@pytest.mark.chaos
@pytest.mark.slow
@pytest.mark.xdist_group("journeys")  # never beside the browsers: each of the two wants the machine
def test_nothing_is_lost_and_nothing_is_doubled() -> None:
    said: list[str] = []
    # Not `tmp_path`: every run of pytest that begins closes the folder above it to the servers' user.
    with tempfile.TemporaryDirectory(prefix="clinic-portal-chaos-") as folder:
        (home := Path(folder)).chmod(0o755)
        try:
            ledger = soak(PLAN, home, furnish, said.append)
        finally:
            Home(home).clear()
    assert ledger.acknowledged >= 300
    assert ledger.faults() == [], "\n".join([*said, *ledger.lines()])
