"""Open pages that listen, as `static/js/agenda/watch.js` and `ear.js` do."""

import asyncio
import random
import time
from itertools import count

from benchmarks.crowd.polling import Page
from benchmarks.crowd.task import AT_ONCE, FIRST, LISTENING, SHOWN, SOON, Task, Told


async def open_stream(task: Task, told: Told, number: int, ready: asyncio.Semaphore) -> None:
    """One browser, until it is cancelled: what is lost is asked for again, and meanwhile the page asks by itself."""
    page = Page(task, told, number)
    await asyncio.sleep(number / task.browsers * 5)
    for tries in count():
        try:
            await _listen(task, told, page, ready)
        except OSError:
            told.failures.append(time.monotonic())
        again = time.monotonic() + FIRST * 2 ** min(tries, 5) * random.uniform(0.5, 1.5)
        await asyncio.sleep(random.uniform(0, SOON))
        while time.monotonic() < again:
            await _ask(told, page)
            await asyncio.sleep(SHOWN * random.uniform(0.9, 1.1))


async def _listen(task: Task, told: Told, page: Page, ready: asyncio.Semaphore) -> None:
    path = await page.wish()
    reader, writer = await asyncio.open_connection("127.0.0.1", task.stream_port, limit=4096)
    try:
        writer.write(b"GET %b HTTP/1.1\r\nHost: 127.0.0.1\r\n%b\r\n\r\n" % (path, page.cookie))
        if b" 200 " not in (await reader.readuntil(b"\r\n\r\n")).partition(b"\r\n")[0]:
            raise ConnectionError("the stream does not open")
        told.streams.append(time.monotonic())
        await page.look()
        ready.release()
        await _hear(told, page, reader)
    finally:
        writer.close()


async def _hear(told: Told, page: Page, reader: asyncio.StreamReader) -> None:
    """Until the stream ends, which is a ConnectionError; what it does not tell is asked for now and then."""
    due = time.monotonic() + LISTENING * random.uniform(0.6, 1.4)
    while True:
        try:
            line = await asyncio.wait_for(reader.readline(), max(0.0, due - time.monotonic()))
        except TimeoutError:
            line = b"event: changed"
        else:
            if not line:
                raise ConnectionError("the stream ended")
            if not line.startswith(b"event: changed"):
                continue
            told.events.append((time.monotonic(), page.about))
            await asyncio.sleep(random.uniform(0, AT_ONCE))
        await _ask(told, page)
        due = time.monotonic() + LISTENING * random.uniform(0.6, 1.4)


async def _ask(told: Told, page: Page) -> None:
    """What the portal does not answer now is asked once more."""
    try:
        await page.look()
    except OSError:
        told.failures.append(time.monotonic())
        await asyncio.sleep(1)
        await page.look()
