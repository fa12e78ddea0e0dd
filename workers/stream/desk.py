"""What is answered to what: the stream, signs of life, and the metrics."""

import asyncio
import hmac
import json
from collections import Counter
from http import HTTPStatus

from clinic_portal.foundation.settings import Settings
from clinic_portal.foundation.telemetry.metrics import STREAM_ANSWERS, exposition
from workers.stream.admission import Admission, Refused
from workers.stream.asked import Asked
from workers.stream.crowd import Crowd
from workers.stream.ear import Ear
from workers.stream.listener import Listener

JSON = "application/json"
Answer = tuple[HTTPStatus, bytes, str]
NOTHING: Answer = (HTTPStatus.NOT_FOUND, b"", JSON)


class Desk:
    """One for the process; `most` connections are open at the same time."""

    def __init__(self, settings: Settings, crowd: Crowd, ear: Ear, most: int) -> None:
        self.crowd, self._ear, self._settings = crowd, ear, settings
        self._admission = Admission(settings, crowd, ear)
        self._most, self._here = most, 0
        self.answered: Counter[str] = Counter()

    def has_room(self) -> bool:
        """Counts one who comes."""
        self._here += 1
        return self._here <= self._most

    def goes(self) -> None:
        self._here -= 1

    async def answer(self, asked: Asked, transport: asyncio.Transport) -> Listener | Answer:
        """A listener for whom the stream opens, or a whole answer."""
        if asked.method == "GET" and asked.path == "/stream":
            return await self._stream(asked, transport)
        pages = {"/healthz": self._alive, "/readyz": self._ready}
        if self._may_measure(asked):
            pages["/metrics"] = self._metrics
        return pages[asked.path]() if asked.method == "GET" and asked.path in pages else NOTHING

    def opening(self, asked: Asked) -> bytes:
        """The head of a stream, which ends with its connection."""
        elsewhere = (
            f"Access-Control-Allow-Origin: {self._admission.origin}\r\nAccess-Control-Allow-Credentials: true\r\n"
            if asked.header("origin")
            else ""
        )
        return (
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nVary: Origin\r\n"
            f"X-Content-Type-Options: nosniff\r\nX-Accel-Buffering: no\r\n{elsewhere}Connection: close\r\n\r\n"
            ": here\n\n"
        ).encode()

    async def _stream(self, asked: Asked, transport: asyncio.Transport) -> Listener | Answer:
        try:
            listener = await self._admission.admit(asked, transport)
        except Refused as refused:
            self._count(refused.status)
            return refused.status, b"", JSON
        self._count(HTTPStatus.OK)
        return listener

    def _count(self, status: HTTPStatus) -> None:
        self.answered[str(status.value)] += 1
        STREAM_ANSWERS.labels(str(status.value)).inc()

    def _alive(self) -> Answer:
        return HTTPStatus.OK, json.dumps({"status": "alive"}).encode(), JSON

    def _metrics(self) -> Answer:
        return HTTPStatus.OK, exposition(), "text/plain; version=0.0.4"

    def _ready(self) -> Answer:
        missing = [] if self._ear.hears else ["redis: unreachable"]
        body = json.dumps({"status": "not ready" if missing else "ready", "missing": missing}).encode()
        return HTTPStatus.SERVICE_UNAVAILABLE if missing else HTTPStatus.OK, body, JSON

    def _may_measure(self, asked: Asked) -> bool:
        token = self._settings.metrics_token.get_secret_value()
        given = asked.header("authorization").removeprefix("Bearer ")
        return self._settings.demo or bool(token and hmac.compare_digest(given.encode(), token.encode()))
