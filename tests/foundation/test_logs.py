"""Log lines are JSON that says who, where and which request, and an exception never speaks its own text."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
import structlog
from sqlalchemy.exc import IntegrityError

from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.telemetry import logs, traces
from clinic_portal.foundation.telemetry.traces import span
from clinic_portal.foundation.tenancy import inside

Lines = Callable[[], list[dict[str, Any]]]
SECRET = "Núñez Álvarez"


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What has been logged so far."""
    logs.configure("INFO")
    traces.configure("")
    handler = logging.getLogger().handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    before = handler.setStream(written := io.StringIO())
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    handler.setStream(before)


def test_a_line_says_who_where_and_which_trace(lines: Lines) -> None:
    with inside(7), acting_as(3), span("test") as present:
        structlog.get_logger().info("something", count=2)
    (line,) = lines()
    assert (line["event"], line["clinic_id"], line["user_id"], line["count"]) == ("something", 7, 3, 2)
    assert line["trace_id"] == f"{present.get_span_context().trace_id:032x}"
    assert {"timestamp", "level"} <= line.keys()


def test_the_standard_librarys_lines_are_like_ours(lines: Lines) -> None:
    with inside(7):
        logging.getLogger("some.library").warning("%s things", 3)
    (line,) = lines()
    assert (line["event"], line["level"], line["logger"], line["clinic_id"]) == (
        "3 things",
        "warning",
        "some.library",
        7,
    )


@pytest.mark.parametrize("field", sorted(logs.PRIVATE))
def test_private_fields_are_blanked(lines: Lines, field: str) -> None:
    structlog.get_logger().warning("slip", **{field: SECRET})
    (line,) = lines()
    assert SECRET not in json.dumps(line, ensure_ascii=False)


def violate() -> None:
    try:
        raise psycopg.errors.UniqueViolation(f"DETAIL: Key (family)=({SECRET}) already exists.")
    except psycopg.Error as error:
        raise IntegrityError("INSERT …", {"family": SECRET}, error) from error


@pytest.mark.parametrize("logger", [structlog.get_logger(), logging.getLogger("rq.worker")], ids=["ours", "library"])
def test_an_exception_is_told_by_name_and_place(lines: Lines, logger: Any) -> None:
    try:
        violate()
    except IntegrityError:
        logger.exception("fault")
    (line,) = lines()
    assert SECRET not in json.dumps(line, ensure_ascii=False)
    assert line["failure"] == "IntegrityError: UniqueViolation"
    assert any("violate" in place for place in line["where"])
    assert "exception" not in line


def test_an_exception_that_is_handed_over_is_told_too(lines: Lines) -> None:
    structlog.get_logger().error("fault", exc_info=ValueError(SECRET))
    assert lines()[0]["failure"] == "ValueError"
