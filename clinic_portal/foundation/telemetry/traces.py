"""Traces that follow a fact from the request through outbox and worker; the exporter is off unless it is set."""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from clinic_portal.foundation.telemetry.failures import told

_propagator = TraceContextTextMapPropagator()
_tracer = trace.get_tracer("clinic_portal")


def configure(endpoint: str) -> None:
    """Give every request a trace id; send spans to `endpoint` if it is not empty."""
    if isinstance(trace.get_tracer_provider(), TracerProvider):
        return
    provider = TracerProvider(
        resource=Resource.create({"service.name": "clinic_portal"}), shutdown_on_exit=bool(endpoint)
    )
    if endpoint:
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint)))
    trace.set_tracer_provider(provider)


@contextmanager
def span(
    name: str, traceparent: str | None = None, kind: SpanKind = SpanKind.INTERNAL, **attributes: str
) -> Iterator[Span]:
    """A span that goes on where `traceparent` came from, or under the present one."""
    context = _propagator.extract({"traceparent": traceparent}) if traceparent else None
    with _tracer.start_as_current_span(
        name, context=context, kind=kind, attributes=attributes, record_exception=False, set_status_on_exception=False
    ) as present:
        try:
            yield present
        except BaseException as error:
            # By name only: an error's own text may quote a patient.
            present.set_status(StatusCode.ERROR, told(error))
            raise


def current_traceparent() -> str | None:
    """The present span as a W3C `traceparent`, to be carried along."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get("traceparent")


def current_trace_id() -> str | None:
    context = trace.get_current_span().get_span_context()
    return f"{context.trace_id:032x}" if context.is_valid else None
