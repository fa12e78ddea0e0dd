"""One browser that listens: what it may hear, and the connection on which it is told."""

import asyncio

from clinic_portal.foundation.live.news import Changed
from clinic_portal.foundation.live.passes import Pass

MOST_UNSENT = 4096
"""Bytes that a browser may leave unread; one that is slower is let go, and asks by itself."""


class Listener:
    """Hears nothing before it is `open`; `until` is the moment of the loop's clock at which it has to ask anew."""

    __slots__ = ("_transport", "is_open", "is_over", "one", "until")

    def __init__(self, one: Pass, transport: asyncio.Transport, until: float) -> None:
        self.one, self.until, self._transport = one, until, transport
        self.is_open = self.is_over = False

    def hears_of(self, news: Changed) -> bool:
        return self.one.of == news.of and (news.day is None or self.one.first <= news.day <= self.one.last)

    def tell(self, event: bytes) -> bool:
        """Whether it was told; one that does not read is let go."""
        if not self.is_open or self._transport.is_closing():
            return False
        if self._transport.get_write_buffer_size() > MOST_UNSENT:
            self._transport.abort()
            return False
        self._transport.write(event)
        return True

    def end(self) -> None:
        self.is_over = True
        if self.is_open:
            self._transport.close()
