"""The crowd's process: reads its task from one line, says `ready`, goes on until the next line, and tells."""

import asyncio
import json
import sys
from contextlib import suppress
from dataclasses import asdict

from benchmarks.crowd.mixed import send_all
from benchmarks.crowd.polling import open_page
from benchmarks.crowd.streaming import open_stream
from benchmarks.crowd.task import Task, Told


async def main(task: Task) -> Told:
    told = Told()
    if task.how == "mixed":
        await send_all(task, told)
    else:
        await _until_told(task, told)
    return told


async def _until_told(task: Task, told: Told) -> None:
    ready, live = asyncio.Semaphore(0), open_page if task.how == "polling" else open_stream
    browsers = [asyncio.create_task(live(task, told, number, ready)) for number in range(task.browsers)]
    for _ in browsers:
        await ready.acquire()
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    for one in browsers:
        one.cancel()
    with suppress(asyncio.CancelledError):
        await asyncio.gather(*browsers)


if __name__ == "__main__":
    json.dump(asdict(asyncio.run(main(Task(**json.loads(sys.stdin.readline()))))), sys.stdout)
