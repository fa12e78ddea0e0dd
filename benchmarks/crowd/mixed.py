"""Requests that come when they come, whether or not those before are answered: an open loop over many connections."""

import asyncio
import time
from collections import deque

from benchmarks.crowd.link import Link
from benchmarks.crowd.task import Task, Told


async def send_all(task: Task, told: Told) -> None:
    """Each request at its second, on the connection that has rested longest; its time counts from when it was due."""
    resting = deque([await Link.to(task.port) for _ in range(task.browsers)])
    requests = [f"{one}\r\n".encode() if one.endswith("\r\n") else one.encode() for one in task.requests]
    print("ready", flush=True)
    began, under_way = time.monotonic(), set[asyncio.Task[None]]()
    for second, number in task.schedule:
        await asyncio.sleep(max(0.0, began + second - time.monotonic()))
        one = asyncio.create_task(_send(told, resting, (began + second, number), requests[number]))
        under_way.add(one)
        one.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)


async def _send(told: Told, resting: deque[Link], due: tuple[float, int], request: bytes) -> None:
    link = resting.popleft()
    try:
        answer = await asyncio.wait_for(link.ask(request), 30)
        ended = time.monotonic()
        told.answers.append((ended, answer.status, ended - due[0], due[1]))
        resting.append(link)
    except OSError:
        told.failures.append(time.monotonic())
