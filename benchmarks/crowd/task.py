"""What a crowd is told, and what it tells: plain values that go through a pipe."""

from dataclasses import dataclass, field

SHOWN, HIDDEN, FAILED, LISTENING = 1.5, 30.0, 5.0, 60.0
"""Seconds between two questions of an open page, as its script has them."""
AT_ONCE, SOON, FIRST = 0.2, 1.5, 4.0
"""Within which it looks after news and after a stream's end, and about when it first asks for another stream."""


@dataclass
class Task:
    """`requests` are whole messages without their last empty line; browser n asks number n modulo their count.

    `how` is `polling`, `streaming` (events from `stream_port`) or `mixed` (`schedule` has what is sent when).
    """

    how: str
    port: int
    browsers: int
    requests: list[str]
    hidden: float = 0.0
    """Share of the browsers whose page nobody looks at."""
    stream_port: int = 0
    cookies: list[str] = field(default_factory=list)
    """Of browser n; without them all have the one in their request, and another tab."""
    schedule: list[tuple[float, int]] = field(default_factory=list)
    """(second after the start, number of a request), in order."""


@dataclass
class Told:
    """Moments are of the machine's monotonic clock, which all processes share."""

    answers: list[tuple[float, str, float, int]] = field(default_factory=list)
    """(moment, status, seconds it took, number of the request)."""
    events: list[tuple[float, int]] = field(default_factory=list)
    """(moment, number of the request) at which a stream said that something changed."""
    failures: list[float] = field(default_factory=list)
    """Moments at which a try failed."""
    streams: list[float] = field(default_factory=list)
    """Moments at which a stream opened."""
