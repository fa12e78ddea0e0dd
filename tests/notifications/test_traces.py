"""One trace leads from the booking's request through outbox and worker to the SMS."""

from datetime import timedelta

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from clinic_portal.foundation.clock import today
from clinic_portal.foundation.ids import new_id
from tests.conftest import csrf_of
from tests.notifications.desk import MADRID
from tests.notifications.test_deliveries_page import browser
from tests.stand.cast import RECEPTIONIST


@pytest.fixture
def spans():
    exporter = InMemorySpanExporter()
    trace.get_tracer_provider().add_span_processor(SimpleSpanProcessor(exporter))
    yield exporter
    exporter.shutdown()


def test_the_sms_belongs_to_the_bookings_trace(sms_desk, norte, spans, provider):
    patient = sms_desk.register(email="")
    client = browser(sms_desk, RECEPTIONIST)
    token = csrf_of(client.get("/c/norte/agenda").text)
    sms_desk.work_off()
    spans.clear()
    answer = client.post(
        "/c/norte/agenda/appointments",
        data={
            "csrf_token": token,
            "idempotency_key": new_id(),
            "patient_id": patient.id,
            "practitioner_id": norte.practitioners[0],
            "type_id": norte.visit,
            "day": (today(MADRID) + timedelta(days=2)).isoformat(),
            "time": "10:30",
            "minutes": 30,
            "room_id": "",
        },
    )
    assert answer.status_code == 303, answer.text
    sms_desk.work_off()
    found = {one.name: one for one in spans.get_finished_spans()}
    request = found["POST /c/<clinic>/agenda/appointments"]
    assert len(provider.messages) == 1
    assert {one.context.trace_id for one in found.values()} == {request.context.trace_id}
    assert {"consume AppointmentBooked", "consume NoticePlanned", "consume SmsPlanned", "send sms"} <= found.keys()
