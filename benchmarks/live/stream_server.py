"""The stream that the portal could have: a process of its own that says «changed» to who looks at a day.

It is told of new stamps by Redis itself (keyspace events), so that nothing of the portal had to change.
Sign-in and permission are not asked: whoever builds it has to add them, at the opening and as long as it is open.
"""

import asyncio
import json
import os
from collections import defaultdict

from redis.asyncio import Redis

CHANGED = b"data: changed\n\n"
STILL_THERE = b": still there\n\n"
OPENED = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\nretry: 2000\n\n"
SECONDS = 25
"""Between two signs of life, so that no proxy takes the stream for dead."""


class Streams:
    """`topics` are the Redis keys of stamps, by the number that a browser asks for."""

    def __init__(self, topics: list[str]) -> None:
        self._topics = topics
        self._open: dict[str, set[asyncio.StreamWriter]] = defaultdict(set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One browser, until it goes."""
        head = await reader.readuntil(b"\r\n\r\n")
        topic = self._topics[int(head.split(b" ", 2)[1].lstrip(b"/"))]
        writer.write(OPENED)
        self._open[topic].add(writer)
        await reader.read()
        self._open[topic].discard(writer)
        writer.close()

    def say(self, topic: str) -> None:
        for writer in self._open.get(topic, ()):
            writer.write(CHANGED)

    async def keep(self) -> None:
        while True:
            await asyncio.sleep(SECONDS)
            for writer in [one for many in self._open.values() for one in many]:
                writer.write(STILL_THERE)

    async def hear(self, redis_url: str) -> None:
        redis = Redis.from_url(redis_url)
        await redis.config_set("notify-keyspace-events", "K$")
        async with redis.pubsub() as channel:
            await channel.psubscribe("__keyspace@0__:agenda:*")
            async for message in channel.listen():
                if message["type"] == "pmessage":
                    self.say(message["channel"].decode().partition(":")[2])


async def main() -> None:
    told = json.loads(os.environ["STREAM_PLAN"])
    streams = Streams(told["topics"])
    server = await asyncio.start_server(streams.serve, "127.0.0.1", told["port"], limit=4096, backlog=4096)
    async with server:
        await asyncio.gather(streams.hear(told["redis_url"]), streams.keep())


if __name__ == "__main__":
    asyncio.run(main())
