"""No log line of a message's whole way holds a patient's name, phone, address or text."""

import pytest

from clinic_portal.foundation.telemetry import logs
from tests.notifications.desk import in_days


@pytest.mark.parametrize("answers", [[], [(500, {"message": "Marta +34655555555"}, 0)], [(400, {"code": 21211}, 0)]])
def test_log_lines_hold_nothing_private(sms_desk, provider, capsys, answers):
    provider.answers = answers
    logs.configure("DEBUG")
    sms_desk.book(sms_desk.register(), in_days(2, 10))
    sms_desk.work_off()
    sms_desk.work_off(hurry=True)
    lines = capsys.readouterr().out
    logs.configure("INFO")
    for private in ("Marta", "Ibáñez", "655555555", "maria@example.com", "su cita"):
        assert private not in lines
