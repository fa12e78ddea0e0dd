"""Of a process's log a person sees the complaints, once and in short."""

import json
from pathlib import Path

from clinic_portal.cli.stand.logs import LogTail, in_short


def test_a_warning_is_shown_with_its_cause() -> None:
    line = json.dumps({"level": "warning", "event": "sms refused", "error": "timed out", "clinic_id": 7})
    assert in_short(line) == "warning sms refused — timed out"


def test_the_last_line_of_a_trace_is_its_cause() -> None:
    trace = "Traceback (most recent call last):\n  File x\nValueError: no"
    assert in_short(json.dumps({"level": "error", "event": "job failed", "exception": trace})) == (
        "error job failed — ValueError: no"
    )


def test_all_else_stays_in_the_file() -> None:
    assert in_short(json.dumps({"level": "info", "event": "request"})) is None
    assert in_short("[INFO] Starting") is None
    assert in_short("[]") is None


def test_a_library_that_knows_no_json_is_heard() -> None:
    assert in_short("[ERROR] Unexpected exit from worker-1") == "[ERROR] Unexpected exit from worker-1"
    assert in_short("ModuleNotFoundError: No module named 'x'") == "ModuleNotFoundError: No module named 'x'"


def test_the_same_complaint_is_not_repeated_and_half_a_line_waits(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    tail = LogTail("web", log)
    assert list(tail.complaints()) == []
    warning = json.dumps({"level": "warning", "event": "slow"})
    log.write_text(f"{warning}\n{warning}\n{warning[:5]}")
    assert list(tail.complaints()) == ["web: warning slow"]
    log.write_text(f"{warning}\n{warning}\n{warning.replace('slow', 'full')}\n")
    assert list(tail.complaints()) == ["web: warning full"]
