"""Portal and floor in turn, A B A B …: CPU a request of all servers together, and requests a second."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks import load
from benchmarks.cpu import cpu_seconds
from benchmarks.stand import Ground, Web

CONNECTIONS = 8
MakeRequests = Callable[[], Sequence[str]]


@dataclass(frozen=True)
class Side:
    """One of the two: who serves, and what is asked; `once` sends each request a single time."""

    served: Web
    requests: MakeRequests
    expected: str = "200"
    once: bool = False


@dataclass(frozen=True)
class Sample:
    """One round of one side."""

    cpu_ms: float
    rps: float
    bytes: float


@dataclass(frozen=True)
class Comparison:
    """Medians; both ratios rise when the portal gets better, and 1 is the floor."""

    cpu: float
    rps: float
    portal_ms: float
    floor_ms: float
    portal_rps: float
    floor_rps: float
    portal_bytes: float
    spread: tuple[float, float]

    def as_dict(self) -> dict[str, object]:
        return {
            "cpu": round(self.cpu, 3),
            "rps": round(self.rps, 3),
            "cpu_spread": [round(one, 3) for one in self.spread],
            "portal_cpu_ms": round(self.portal_ms, 3),
            "floor_cpu_ms": round(self.floor_ms, 3),
            "portal_rps": round(self.portal_rps, 1),
            "floor_rps": round(self.floor_rps, 1),
            "portal_bytes": round(self.portal_bytes),
        }


def compare(ground: Ground, portal: Side, floor: Side, rounds: int, seconds: float) -> Comparison:
    for side in (portal, floor):
        _sample(ground, side, 1.0)
    pairs = [(_sample(ground, portal, seconds), _sample(ground, floor, seconds)) for _ in range(rounds)]
    ratios = [theirs.cpu_ms / ours.cpu_ms for ours, theirs in pairs]
    return Comparison(
        cpu=median(ratios),
        rps=median(ours.rps / theirs.rps for ours, theirs in pairs),
        portal_ms=median(ours.cpu_ms for ours, _ in pairs),
        floor_ms=median(theirs.cpu_ms for _, theirs in pairs),
        portal_rps=median(ours.rps for ours, _ in pairs),
        floor_rps=median(theirs.rps for _, theirs in pairs),
        portal_bytes=median(ours.bytes for ours, _ in pairs),
        spread=(min(ratios), max(ratios)),
    )


def _sample(ground: Ground, side: Side, seconds: float) -> Sample:
    requests = list(side.requests())
    task = load.Task(side.served.port, requests, CONNECTIONS, 0 if side.once else seconds)
    pids = [side.served.pid, *ground.server_pids()]
    before = cpu_seconds(pids)
    tally = load.run(task)
    spent = cpu_seconds(pids) - before
    if set(tally.statuses) != {side.expected}:
        raise RuntimeError(f"{side.served.name} answered {tally.statuses}, expected only {side.expected}")
    return Sample(spent / tally.count * 1000, tally.count / tally.seconds, tally.received / tally.count)
