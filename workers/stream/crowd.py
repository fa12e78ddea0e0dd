"""Everybody who listens, found by clinic and by holder."""

import asyncio
from collections import defaultdict
from collections.abc import Hashable, Iterable

from clinic_portal.foundation.live.news import Changed, Ended
from clinic_portal.foundation.telemetry.metrics import STREAM_EVENTS, STREAMS
from workers.stream.listener import Listener

CHANGED, BEAT = b"event: changed\ndata: 1\n\n", b"event: beat\ndata: 1\n\n"
BEAT_SECONDS = 20
"""Between two signs of life: no proxy takes the stream for dead, and a browser notices when it is."""
AT_ONCE = 200
"""So many are told before others get their turn."""

Groups = dict[Hashable, set[Listener]]


class Crowd:
    """A listener is here from before it is let in until its connection is lost."""

    def __init__(self) -> None:
        self._everybody: set[Listener] = set()
        self._by_clinic: Groups = defaultdict(set)
        self._by_holder: Groups = defaultdict(set)

    def __len__(self) -> int:
        return len(self._everybody)

    def held_by(self, holder: str) -> int:
        return len(self._by_holder.get(holder, ()))

    def join(self, listener: Listener) -> None:
        self._everybody.add(listener)
        self._by_clinic[listener.one.clinic_id].add(listener)
        self._by_holder[listener.one.holder].add(listener)
        STREAMS.set(len(self))

    def leave(self, listener: Listener) -> None:
        self._everybody.discard(listener)
        for groups, key in ((self._by_clinic, listener.one.clinic_id), (self._by_holder, listener.one.holder)):
            groups[key].discard(listener)
            if not groups[key]:
                del groups[key]
        STREAMS.set(len(self))

    def hear(self, news: Changed | Ended) -> None:
        """Tell whom it concerns; nobody of another clinic is even looked at."""
        if isinstance(news, Ended):
            _end(self._by_holder.get(news.holder, ()))
            return
        concerned = [one for one in self._by_clinic.get(news.clinic_id, ()) if one.hears_of(news)]
        STREAM_EVENTS.inc(sum(one.tell(CHANGED) for one in concerned))

    def end_all(self) -> None:
        _end(self._everybody)

    async def beat(self) -> None:
        """Show all that the stream lives, and let those go whose time is over."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            moment = asyncio.get_running_loop().time()
            for number, listener in enumerate(list(self._everybody)):
                if number % AT_ONCE == 0:
                    await asyncio.sleep(0)
                if listener.until < moment:
                    listener.end()
                else:
                    listener.tell(BEAT)


def _end(listeners: Iterable[Listener]) -> None:
    for listener in list(listeners):
        listener.end()
