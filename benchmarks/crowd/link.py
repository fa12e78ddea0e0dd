"""One kept-alive connection of a browser, on the event loop: one request under way at a time."""

import asyncio
from dataclasses import dataclass

from benchmarks.load import content_length


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, the stamp that it carries, bytes on the wire, and where the stream is."""

    status: str
    stamp: bytes
    size: int
    stream: bytes = b""


class Link(asyncio.Protocol):
    """Raises ConnectionError in whoever waits when the server goes away."""

    def __init__(self) -> None:
        self._transport: asyncio.WriteTransport | None = None
        self._waiting: asyncio.Future[Answer] | None = None
        self._received = bytearray()
        self.port = 0

    @classmethod
    async def to(cls, port: int) -> "Link":
        _, link = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        link.port = port
        return link

    @property
    def is_open(self) -> bool:
        return self._transport is not None

    async def ask(self, request: bytes) -> Answer:
        if self._transport is None:
            raise ConnectionError("the server closed the connection")
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting

    def close(self) -> None:
        if self._transport:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]  # a stream's transport writes

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(exc or ConnectionError("the server closed the connection"))

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, _ = self._received.partition(b"\r\n\r\n")
        if not found:
            return
        size = len(head) + 4 + content_length(bytes(head))
        if len(self._received) < size:
            return
        del self._received[:size]
        if self._waiting and not self._waiting.done():
            told = bytes(head)
            found = _header(told, b"etag"), size, _header(told, b"x-stream")
            self._waiting.set_result(Answer(head[9:12].decode(), *found))


def _header(head: bytes, name: bytes) -> bytes:
    """Of an answer; empty without it."""
    at = head.lower().find(b"\r\n%b:" % name)
    return head[at + len(name) + 3 :].split(b"\r\n", 1)[0].strip() if at >= 0 else b""
