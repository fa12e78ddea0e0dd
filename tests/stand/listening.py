"""Listening to a portal's log lines and spans while a test runs."""

import io
import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult


@dataclass
class Heard:
    """The lines as they were written."""

    written: io.StringIO

    @property
    def text(self) -> str:
        return self.written.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@contextmanager
def log_lines() -> Iterator[Heard]:
    """What the portal's handler writes inside the block."""
    handler = logging.getLogger().handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    before = handler.setStream(written := io.StringIO())
    try:
        yield Heard(written)
    finally:
        handler.setStream(before)


class Spans(SpanExporter):
    """Keeps what ends while somebody listens."""

    def __init__(self) -> None:
        self.kept: list[ReadableSpan] = []
        self.listening = False

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        if self.listening:
            self.kept.extend(spans)
        return SpanExportResult.SUCCESS


@cache
def _ears() -> Spans:
    """The process's one listener: a provider never lets a processor go."""
    provider = trace.get_tracer_provider()
    assert isinstance(provider, TracerProvider)
    provider.add_span_processor(SimpleSpanProcessor(ears := Spans()))
    return ears


@contextmanager
def spans() -> Iterator[list[ReadableSpan]]:
    """Every span that ends inside the block."""
    ears = _ears()
    ears.kept, ears.listening = [], True
    try:
        yield ears.kept
    finally:
        ears.listening = False


def said(span: ReadableSpan) -> str:
    return f"{span.name} {dict(span.attributes or {})} {[event.attributes for event in span.events]}"
