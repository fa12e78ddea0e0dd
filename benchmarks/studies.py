"""The studies: what is measured in a way of its own, and not as one request beside its floor."""

from typing import Any

from benchmarks import cpu, events
from benchmarks.against_django import against_django
from benchmarks.bench import Bench, Study
from benchmarks.free_times import free_times
from benchmarks.growth import growth
from benchmarks.large_day import large_day
from benchmarks.live.study import live
from benchmarks.rush import rush


def memory(bench: Bench) -> dict[str, Any]:
    """Proportional memory of the web server's processes after all the work before."""
    sizes = sorted(cpu.resident_megabytes([bench.scene.portal.pid]).values())
    return {"largest_worker_mb": round(sizes[-1], 1), "processes_mb": [round(one, 1) for one in sizes]}


STUDIES: dict[str, tuple[str, Study]] = {
    "B7": ("open loop, 2,000 connections", rush),
    "B8": ("a day of forty practitioners, a row", large_day),
    "B9": ("free times, four weeks", free_times),
    "B12": ("events", events.study),
    "B13": ("memory", memory),
    "B14": ("growth to 10,000 clinics", growth),
    "B15": ("against plain Django", against_django),
    "LIVE": ("2,000 open pages: asking again and again, and a stream", live),
}
