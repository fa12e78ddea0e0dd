"""What Redis tells, heard once for all who listen."""

import asyncio

import structlog
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from clinic_portal.foundation.live import news
from workers.stream.crowd import Crowd

log = structlog.get_logger("stream")
SILENCE = 2.0
"""Seconds without a word after which Redis is asked whether it is there, and given as long to answer."""
TIMEOUT = 0.5
Gone = (RedisError, OSError)


class Ear:
    """While it does not hear, nobody is let listen: they all ask by themselves."""

    def __init__(self, url: str, crowd: Crowd) -> None:
        self._redis = Redis(connection_pool=_pool(url))
        self._crowd = crowd
        self.hears = False

    async def listen(self) -> None:
        """For ever; a Redis that is away is waited for."""
        while True:
            try:
                async with self._redis.pubsub() as channel:
                    await channel.subscribe(news.channel(self._redis))
                    await self._hear(channel)
            except Gone as error:
                log.warning("stream_deaf", error=type(error).__name__, streams=len(self._crowd))
            self.hears = False
            self._crowd.end_all()
            # What rests in the pool leads to the Redis that went away.
            await self._redis.connection_pool.disconnect(inuse_connections=False)
            await asyncio.sleep(1)

    async def is_over(self, holder: str) -> bool:
        """Whether the holder's session or link has just ended; raises what `Gone` names."""
        return bool(await self._redis.exists(news.ended_key(holder)))

    async def close(self) -> None:
        await self._redis.aclose()

    async def _hear(self, channel: PubSub) -> None:
        asked = False
        while True:
            message = await channel.get_message(timeout=SILENCE)
            if message is None:
                if asked:
                    raise ConnectionError("Redis is silent")
                await channel.ping()
                asked = True
                continue
            asked = False
            self._take(message)

    def _take(self, message: dict[str, object]) -> None:
        if message["type"] == "subscribe":
            self.hears = True
            log.info("stream_hears")
        elif isinstance(data := message["data"], bytes) and (told := news.read(data)):
            self._crowd.hear(told)


def _pool(url: str) -> BlockingConnectionPool:
    return BlockingConnectionPool.from_url(
        url,
        max_connections=16,
        timeout=TIMEOUT * 4,
        socket_timeout=TIMEOUT,
        socket_connect_timeout=TIMEOUT,
        retry=Retry(NoBackoff(), 0),
    )
