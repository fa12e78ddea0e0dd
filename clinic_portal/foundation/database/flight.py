"""Statements that travel together: what is asked for soon goes with the next one or the commit, in one round trip."""

from collections.abc import Callable
from typing import Any

import psycopg

from clinic_portal.foundation.database.gathered import gathered

Rows = list[tuple[Any, ...]]
Link = psycopg.Connection[tuple[Any, ...]]


class Soon:
    """A statement that is on its way, or will be; what goes wrong with it is raised by whoever sends it."""

    __slots__ = ("_cursor", "_flight", "_prepare", "_text", "_values")

    def __init__(self, flight: "Flight", text: str, values: dict[str, Any], *, prepare: bool | None) -> None:
        self._flight, self._text, self._values, self._prepare = flight, text, values, prepare
        self._cursor: psycopg.Cursor[tuple[Any, ...]] | None = None

    def send(self, link: Link) -> None:
        self._cursor = link.execute(self._text, self._values, prepare=self._prepare)

    def rows(self) -> Rows:
        """All rows, as tuples; sends all that was asked for so far, in the order in which it was."""
        if self._cursor is None:
            self._flight.go()
        if self._cursor is None:
            raise RuntimeError("its transaction has ended without it")
        return self._cursor.fetchall() if self._cursor.description else []


class Flight:
    """What a session was asked for and has not sent yet."""

    def __init__(self, link: Callable[[], Link]) -> None:
        self._link = link
        self._waiting: list[Soon] = []

    def soon(self, text: str, values: dict[str, Any] | None = None, *, prepare: bool | None = None) -> Soon:
        one = Soon(self, text, values or {}, prepare=prepare)
        self._waiting.append(one)
        return one

    def go(self) -> None:
        """Send what waits, each statement seeing what those before it did; the first error is raised."""
        waiting, self._waiting = self._waiting, []
        if len(waiting) == 1:
            waiting[0].send(self._link())
        elif waiting:
            link = self._link()
            with gathered(link):
                for one in waiting:
                    one.send(link)

    def commit(self) -> None:
        """Send what waits, and the COMMIT with it; nothing where nothing waits."""
        if self._waiting:
            self.soon("COMMIT")
            self.go()

    def forget(self) -> None:
        self._waiting.clear()
