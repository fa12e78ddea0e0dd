"""Log lines as JSON: who, where, which request; never a patient's name, phone or note."""

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.telemetry.failures import told, whereabouts
from clinic_portal.foundation.telemetry.traces import current_trace_id
from clinic_portal.foundation.tenancy import current_scope

PRIVATE = frozenset(
    {"name", "given", "family", "phone", "email", "note", "notes", "document", "body", "text", "recipient", "password"}
)
"""Fields that are blanked wherever a line carries them."""


def _place(_logger: Any, _method: str, line: EventDict) -> EventDict:
    line.setdefault("clinic_id", current_scope().clinic_id)
    line.setdefault("user_id", current_actor_id())
    line.setdefault("trace_id", current_trace_id())
    return line


def _blank(_logger: Any, _method: str, line: EventDict) -> EventDict:
    for field in PRIVATE & line.keys():
        line[field] = "[private]"
    return line


def _tell_failure(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """An exception by its name and its place: its text may quote a patient, as a violated constraint's does."""
    given = line.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        line["failure"], line["where"] = told(error), whereabouts(error)
    return line


def configure(level: str) -> None:
    """Send structlog's and the standard library's lines to standard output, one JSON object each."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _place,
        _blank,
        structlog.processors.StackInfoRenderer(),
        _tell_failure,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
