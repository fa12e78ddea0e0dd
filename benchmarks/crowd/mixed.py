"""Requests that come when they come, whether or not those before are answered: an open loop over many connections."""

import asyncio
import time

from benchmarks.crowd.link import Link
from benchmarks.crowd.task import Task, Told

PATIENCE = 30
"""Seconds after which a browser gives up."""


async def send_all(task: Task, told: Told) -> None:
    """Each request at its second, on the connection that has rested longest; its time counts from when it was due."""
    resting: asyncio.Queue[Link] = asyncio.Queue()
    for _ in range(task.browsers):
        resting.put_nowait(await Link.to(task.port))
    requests = [f"{one}\r\n".encode() if one.endswith("\r\n") else one.encode() for one in task.requests]
    print("ready", flush=True)
    began, under_way = time.monotonic(), set[asyncio.Task[None]]()
    for second, number in task.schedule:
        await asyncio.sleep(max(0.0, began + second - time.monotonic()))
        one = asyncio.create_task(_send(told, resting, (began + second, number), requests[number]))
        under_way.add(one)
        one.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)


async def _send(told: Told, resting: asyncio.Queue[Link], due: tuple[float, int], request: bytes) -> None:
    """On a machine that cannot keep up none rests: then it waits, and that counts."""
    link = await resting.get()
    try:
        if not link.is_open:
            link = await Link.to(link.port)
        answer = await asyncio.wait_for(link.ask(request), PATIENCE)
        ended = time.monotonic()
        told.answers.append((ended, answer.status, ended - due[0], due[1]))
    except OSError:
        told.failures.append(time.monotonic())
        link.close()
    finally:
        resting.put_nowait(link)
