"""Open pages that wait for an event and then ask once, as a page with an EventSource would."""

import asyncio
import time

from benchmarks.crowd.polling import Page
from benchmarks.crowd.task import Task, Told

RETRY = 2.0
"""Seconds that a browser waits before it opens a broken stream again: the server's `retry`, without any jitter."""


async def open_stream(task: Task, told: Told, number: int, ready: asyncio.Semaphore) -> None:
    """One browser, until it is cancelled: with the stream open it asks once, since it may have missed something."""
    page = Page(task, told, number)
    await asyncio.sleep(number / task.browsers * 5)
    while True:
        try:
            await _listen(task, told, page, ready)
        except OSError:
            told.failures.append(time.monotonic())
        await asyncio.sleep(RETRY)


async def _listen(task: Task, told: Told, page: Page, ready: asyncio.Semaphore) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", task.stream_port, limit=4096)
    try:
        writer.write(f"GET /{page.about} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
        told.streams.append(time.monotonic())
        await _ask(told, page)
        ready.release()
        while line := await reader.readline():
            if line.startswith(b"data:"):
                told.events.append((time.monotonic(), page.about))
                await _ask(told, page)
    finally:
        writer.close()
    raise ConnectionError("the stream ended")


async def _ask(told: Told, page: Page) -> None:
    """What the portal does not answer now is asked with the next event; a page would try once more."""
    try:
        await page.look()
    except OSError:
        told.failures.append(time.monotonic())
        await asyncio.sleep(1)
        await page.look()
