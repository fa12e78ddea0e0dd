"""One trace leads from the booking's request through outbox and worker to the SMS."""

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from clinic_portal.foundation.telemetry.traces import span
from tests.notifications.desk import in_days


@pytest.fixture
def spans():
    exporter = InMemorySpanExporter()
    processor = SimpleSpanProcessor(exporter)
    trace.get_tracer_provider().add_span_processor(processor)
    yield exporter
    exporter.shutdown()


def test_the_sms_belongs_to_the_bookings_trace(sms_desk, spans):
    patient = sms_desk.register(email="")
    sms_desk.work_off()
    spans.clear()
    with span("POST /c/<clinic>/agenda/appointments") as request:
        sms_desk.book(patient, in_days(2, 10))
    sms_desk.work_off()
    found = {one.name: one for one in spans.get_finished_spans()}
    assert found["send sms"].context.trace_id == request.get_span_context().trace_id
    assert {one.context.trace_id for one in found.values()} == {request.get_span_context().trace_id}
    assert {"consume AppointmentBooked", "consume NoticePlanned", "consume SmsPlanned"} <= found.keys()
