"""One trace from the request through the outbox to the worker, and metrics that all processes share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from clinic_portal.foundation.telemetry.metrics import exposition
from clinic_portal.foundation.telemetry.traces import span
from tests.architecture.tree import ROOT
from tests.foundation.test_privacy import send_all
from tests.stand.cast import House
from tests.stand.listening import said, spans
from tests.stand.morning import FAMILY, Morning, patient_in

TRACE = "0af7651916cd43dd8448eb211c80319c"
FROM_OUTSIDE = {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}


def test_a_booking_is_followed_into_the_worker(app: Flask, norte: House) -> None:
    morning = Morning(app.test_client(), norte)
    morning.sign_in()
    patient_id = patient_in(morning.register())
    with spans() as seen:
        morning.book(patient_id)
        send_all(app)
    finished = {span.name: span.context.trace_id for span in seen if span.context}
    request = finished["POST /c/<clinic>/agenda/appointments"]
    assert finished["consume AppointmentBooked"] == request


def test_a_trace_that_began_outside_goes_on(app: Flask) -> None:
    with spans() as seen:
        app.test_client().get("/login", headers=FROM_OUTSIDE)
    (span,) = [span for span in seen if span.name == "GET /login"]
    assert span.context
    assert f"{span.context.trace_id:032x}" == TRACE


def test_a_span_tells_a_failure_by_name_only(app: Flask) -> None:
    with spans() as seen, pytest.raises(ValueError, match=FAMILY), span("test"):
        raise ValueError(FAMILY)
    assert seen[0].status.description == "ValueError"
    assert FAMILY not in said(seen[0])


COUNT = """
from clinic_portal.foundation.telemetry.metrics import EVENTS, exposition
EVENTS.labels("7", "LampLit").inc({count})
print(exposition().decode())
"""


def test_counters_of_several_processes_are_one(tmp_path: Path) -> None:
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    told = ""
    for count in (2, 3):
        command = [sys.executable, "-c", COUNT.format(count=count)]
        told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    assert 'portal_events_total{clinic="7",event="LampLit"} 5.0' in told


def test_metrics_name_routes_never_addresses(app: Flask, norte: House) -> None:
    morning = Morning(app.test_client(), norte)
    morning.sign_in()
    morning.see_agenda()
    morning.browser.get("/c/norte/nothing-there")
    told = metrics(app)
    assert 'portal_request_seconds_count{method="GET",route="/c/<clinic>/agenda"}' in told
    assert "/c/norte" not in told
    assert f'portal_requests_total{{clinic="{norte.id}",status="2xx"}}' in told


def metrics(app: Flask) -> str:
    """With the token that the test's settings do not have, the page is not there; its text is asked for directly."""
    assert app.test_client().get("/metrics").status_code == 404
    return exposition().decode()


def test_no_histogram_knows_a_clinic() -> None:
    histograms = [line for line in exposition().decode().splitlines() if "_bucket{" in line]
    assert histograms
    assert [line for line in histograms if "clinic=" in line] == []
