"""When somebody was last seen is bookkeeping: where it cannot be written, operators are told and nobody is stopped."""

import psycopg
import pytest
from flask import Flask

from tests.identity.staffing import Office
from tests.stand.cast import PASSWORD, RECEPTIONIST
from tests.stand.listening import log_lines


@pytest.fixture
def without_visits(app: Flask) -> None:
    """The portal may not write who was seen."""
    with psycopg.connect(app.config["SETTINGS"].database_owner_url) as link:
        link.execute("REVOKE INSERT, UPDATE ON identity.visit FROM clinic_portal_app")


def test_nobody_is_kept_out_by_it_and_it_is_told_without_a_name(without_visits, browser_of, office: Office) -> None:
    with log_lines() as heard:
        rosa = browser_of(RECEPTIONIST)
        assert rosa.get("/").location == "/c/norte/agenda"
        assert rosa.get("/c/norte/agenda").status_code == 200
    (line,) = (line for line in heard.lines if line["event"] == "visit_not_noted")
    assert (line["level"], line["clinic_id"]) == ("warning", office.house.id)
    assert "InsufficientPrivilege" in line["failure"]
    assert not any(private in heard.text for private in (RECEPTIONIST, PASSWORD, "Rosa"))
    assert office.who(RECEPTIONIST).seen_at is None
