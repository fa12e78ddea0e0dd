"""Open pages that ask again and again, as `static/js/agenda/live.js` does."""

import asyncio
import random
import time

from benchmarks.crowd.link import Link
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
        own = task.requests[self.about].replace("Cookie: ", f"Cookie: tab={number}; ", 1)
        self._request = own.encode()
        self._link: Link | None = None
        self._stamp = b""
        self.is_there = False

    async def look(self) -> None:
        """Ask once whether anything is new; raises OSError when nobody answers."""
        began = time.monotonic()
        condition = b"If-None-Match: %b\r\n" % self._stamp if self._stamp else b""
        try:
            # A server closes what has rested for long; a browser then opens another connection, and nobody notices.
            if self._link is None or not self._link.is_open:
                self._link = await Link.to(self._port)
            answer = await self._link.ask(self._request + condition + b"\r\n")
        except OSError:
            self._link = None
            raise
        self._stamp = answer.stamp or self._stamp
        ended = time.monotonic()
        self._told.answers.append((ended, answer.status, ended - began, self.about))
