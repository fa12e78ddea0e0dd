"""What the outbox writes down about a failure."""

from psycopg.errors import UniqueViolation
from sqlalchemy.exc import IntegrityError

from clinic_portal.contexts.notifications.gateways.gateway import Unavailable
from clinic_portal.contracts.notifications import Problem
from clinic_portal.foundation.telemetry.failures import told


def test_an_errors_own_text_is_not_told():
    assert told(ValueError("Marta Ibáñez")) == "ValueError"


def test_the_database_is_quoted_without_the_row():
    error = UniqueViolation("Key (phone)=(+34655555555) already exists")
    assert told(IntegrityError("INSERT", {"phone": "+34655555555"}, error)) == "IntegrityError: UniqueViolation"


def test_an_error_that_says_something_harmless_is_quoted():
    assert told(Unavailable(Problem.BUSY)) == "Unavailable: busy"
