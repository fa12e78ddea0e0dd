"""Open pages that ask again and again, as `static/js/agenda/watch.js` does where there is no stream."""

import asyncio
import random
import time

from benchmarks.crowd.link import Answer, Link
from benchmarks.crowd.task import FAILED, HIDDEN, SHOWN, Task, Told


async def open_page(task: Task, told: Told, number: int, ready: asyncio.Semaphore) -> None:
    """One browser, until it is cancelled; the first answer makes it ready."""
    page, failures = Page(task, told, number), 0
    await asyncio.sleep(random.uniform(0, SHOWN * 4))
    while True:
        try:
            await page.look()
            failures = 0
            if not page.is_there:
                page.is_there = True
                ready.release()
        except OSError:
            failures += 1
            told.failures.append(time.monotonic())
        hidden = number < task.browsers * task.hidden
        await asyncio.sleep((HIDDEN if hidden else FAILED if failures else SHOWN) * random.uniform(0.9, 1.1))


class Page:
    """A browser with a board: a connection, a stamp, and a cookie that makes it another browser than all others."""

    def __init__(self, task: Task, told: Told, number: int) -> None:
        self._port, self._told = task.port, told
        self.about = number % len(task.requests)
        before, cookie, after = _around_cookie(task.requests[self.about])
        own = task.cookies[number] if task.cookies else f"tab={number}; {cookie}"
        self.cookie = f"Cookie: {own}".encode()
        self._request = f"{before}Cookie: {own}{after}".encode()
        self._link: Link | None = None
        self._stamp = b""
        self.is_there = False

    async def wish(self) -> bytes:
        """Look, and learn the path of the stream."""
        answer = await self._ask(self._request.replace(b"X-Live: 1", b"X-Live: stream"))
        return b"/" + answer.stream.partition(b"://")[2].partition(b"/")[2]

    async def look(self) -> None:
        """Ask once whether anything is new; raises OSError when nobody answers."""
        await self._ask(self._request)

    async def _ask(self, request: bytes) -> Answer:
        began = time.monotonic()
        condition = b"If-None-Match: %b\r\n" % self._stamp if self._stamp else b""
        try:
            # A server closes what has rested for long; a browser then opens another connection, and nobody notices.
            if self._link is None or not self._link.is_open:
                self._link = await Link.to(self._port)
            answer = await self._link.ask(request + condition + b"\r\n")
        except OSError:
            self._link = None
            raise
        self._stamp = answer.stamp or self._stamp
        ended = time.monotonic()
        self._told.answers.append((ended, answer.status, ended - began, self.about))
        return answer


def _around_cookie(request: str) -> tuple[str, str, str]:
    before, _, rest = request.partition("Cookie: ")
    cookie, line, after = rest.partition("\r\n")
    return before, cookie, line + after
