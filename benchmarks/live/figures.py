"""From moments to figures: delays of changes, rates, and how a restart was got over."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import quantiles
from typing import Any

from benchmarks.crowd.task import Told
from benchmarks.live.watched import Change


def percentiles(seconds: Iterable[float]) -> dict[str, float]:
    """Median, 99th percentile and the longest, in milliseconds."""
    found = sorted(seconds)
    if len(found) < 2:
        return {}
    cuts = quantiles(found, n=100, method="inclusive")
    return {"p50_ms": round(cuts[49] * 1000, 1), "p99_ms": round(cuts[98] * 1000, 1), "max_ms": round(found[-1] * 1000)}


def delays(told: Told, changes: Sequence[Change], each: float, watchers: int | None = None) -> list[float]:
    """From a booking's press to each browser of its day that got the new board; the same day changes once a round.

    So many `watchers` has a day; what they are given later is no news, but a stamp that has run out.
    """
    boards = sorted((at, about) for at, status, _, about in told.answers if status == "200")
    return [
        at - change.at
        for change in changes
        for at, _ in [one for one in boards if one[1] == change.about and 0 <= one[0] - change.at < each][:watchers]
    ]


def between(told: Told, first: float, last: float) -> dict[str, Any]:
    """What browsers asked in a span of time."""
    there = [(status, took) for at, status, took, _ in told.answers if first <= at < last]
    return {
        "questions_a_second": round(len(there) / (last - first)),
        "answers": {status: sum(1 for one, _ in there if one == status) for status in {one for one, _ in there}},
        "failures": sum(1 for at in told.failures if first <= at < last),
        "took": percentiles(took for _, took in there),
    }


def heard(told: Told, changes: Sequence[Change], each: float) -> list[float]:
    """From a booking's press to the stream's event in each browser; nothing where nobody streams."""
    return [
        at - change.at
        for change in changes
        for at, about in told.events
        if about == change.about and change.at <= at < change.at + each
    ]


def restart(told: Told, there: float, last: float, browsers: int) -> dict[str, Any]:
    """How the herd came back to a server that listens again from `there` on."""
    back = told.streams or [at for at, *_ in told.answers]
    return {
        "failed_tries": sum(1 for at in told.failures if at < last),
        "busiest_second": _busiest(back, there, last),
        "back_after_s": recovered(back, there, browsers) if told.streams else None,
        **between(told, there, last),
    }


def recovered(moments: Iterable[float], since: float, many: int) -> float | None:
    """Seconds until so many came; None when they did not."""
    after = sorted(at - since for at in moments if at >= since)
    return round(after[many - 1], 2) if len(after) >= many else None


def _busiest(moments: Iterable[float], first: float, last: float) -> int:
    counted = Counter(int(at - first) for at in moments if first <= at < last)
    return max(counted.values(), default=0)
