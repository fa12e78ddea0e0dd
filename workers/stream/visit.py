"""One connection: a request is read, answered at once or with a stream, and that is all that it is for."""

import asyncio
from http import HTTPStatus

import h11

from workers.stream.asked import Asked, asked_by
from workers.stream.desk import Desk
from workers.stream.listener import Listener

MOST_HEAD = 8192
PATIENCE = 10
"""Bytes and seconds that a request may take until it is whole."""


class Visit(asyncio.Protocol):
    """Knows HTTP; what is answered says the desk."""

    __slots__ = ("_answering", "_desk", "_listener", "_parser", "_timer", "_transport")

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._parser: h11.Connection | None = h11.Connection(h11.SERVER, max_incomplete_event_size=MOST_HEAD)
        self._listener: Listener | None = None
        self._answering: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._timer = asyncio.get_running_loop().call_later(PATIENCE, transport.abort)
        if not self._desk.has_room():
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE)

    def data_received(self, data: bytes) -> None:
        """Whatever comes after the request is not read."""
        if self._parser is None:
            return
        try:
            self._parser.receive_data(data)
            event = self._parser.next_event()
        except h11.RemoteProtocolError:
            self._answer(HTTPStatus.BAD_REQUEST)
            return
        if isinstance(event, h11.Request):
            self._parser = None
            self._answering = asyncio.create_task(self._respond(asked_by(event)))

    def connection_lost(self, _exc: Exception | None) -> None:
        self._settle()
        self._desk.goes()
        if self._answering:
            self._answering.cancel()
        if self._listener:
            self._desk.crowd.leave(self._listener)

    async def _respond(self, asked: Asked) -> None:
        answer = await self._desk.answer(asked, self._transport)
        if isinstance(answer, Listener):
            self._settle()
            self._listener = answer
            self._transport.write(self._desk.opening(asked))
            answer.is_open = True
        else:
            self._answer(*answer)
        self._answering = None

    def _answer(self, status: HTTPStatus, body: bytes = b"", kind: str = "text/plain") -> None:
        self._parser = None
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
            "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
        )
        self._transport.write(head.encode() + body)
        self._transport.close()

    def _settle(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
