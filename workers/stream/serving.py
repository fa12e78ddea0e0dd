"""The process: its socket, what it does all the time, and its end."""

import asyncio
import resource
import signal
import socket

import structlog

from clinic_portal.foundation.settings import Settings
from workers.stream.crowd import Crowd
from workers.stream.desk import Desk
from workers.stream.ear import Ear
from workers.stream.visit import Visit

log = structlog.get_logger("stream")
SPARE_FILES = 100
BACKLOG = 4096
SEND_BUFFER = 4096
"""Bytes that the system keeps for a browser that does not read: ours are small, and there are many browsers."""
DEAD_MS = 60_000
"""So long a browser's machine may leave what was sent unconfirmed."""
REPORT_SECONDS = 60


async def serve(settings: Settings, host: str, port: int) -> None:
    """Until it is told to stop; then everybody goes back to asking by themselves."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    crowd = Crowd()
    ear = Ear(settings.redis_url, crowd)
    desk = Desk(settings, crowd, ear, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - SPARE_FILES)
    server = await loop.create_server(lambda: Visit(desk), sock=listening_socket(host, port), backlog=BACKLOG)
    tasks = [loop.create_task(each) for each in (ear.listen(), crowd.beat(), _report(desk))]
    log.info("stream_serves", host=host, port=port)
    await asyncio.wait([*tasks, loop.create_task(stop.wait())], return_when=asyncio.FIRST_COMPLETED)
    server.close()
    log.info("stream_ends", streams=len(crowd))
    crowd.end_all()
    for task in tasks:
        task.cancel()
    failures = [one for one in await asyncio.gather(*tasks, return_exceptions=True) if isinstance(one, Exception)]
    await ear.close()
    if failures:
        raise failures[0]


def listening_socket(host: str, port: int) -> socket.socket:
    """What is set here holds for each connection."""
    listening = socket.create_server((host, port), backlog=BACKLOG)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_MS)
    return listening


async def _report(desk: Desk) -> None:
    """A line for each minute in which somebody listened or came."""
    while True:
        await asyncio.sleep(REPORT_SECONDS)
        answered = dict(desk.answered)
        desk.answered.clear()
        if answered or len(desk.crowd):
            log.info("streams", open=len(desk.crowd), answered=answered)
