"""No log line of a message's whole way holds a patient's name, phone, address or text."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from clinic_portal.foundation.telemetry import logs
from tests.notifications.desk import in_days


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """All that is logged in the block, at the lowest level, as it would be printed."""
    root = logging.getLogger()
    usual, level = root.handlers, root.level
    logs.configure("DEBUG")
    [printer] = root.handlers
    printer.setStream(heard := io.StringIO())
    try:
        yield heard
    finally:
        root.handlers = usual
        root.setLevel(level)


@pytest.mark.parametrize("answers", [[], [(500, {"message": "Marta +34655555555"}, 0)], [(400, {"code": 21211}, 0)]])
def test_log_lines_hold_nothing_private(sms_desk, provider, answers):
    provider.answers = answers
    with listening() as heard:
        sms_desk.book(sms_desk.register(), in_days(2, 10))
        sms_desk.work_off()
        sms_desk.work_off(hurry=True)
    said = heard.getvalue()
    assert '"clinic_id"' in said
    for private in ("Marta", "Ibáñez", "655555555", "maria@example.com", "su cita"):
        assert private not in said
