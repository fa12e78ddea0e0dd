"""64 bookers of one slot, again and again: one winner each, no deadlock, no long wait."""

from statistics import median

import psycopg

from benchmarks import load
from benchmarks.frames import HTMX
from benchmarks.stand import Ground
from benchmarks.workloads import Scene, book, open_quarters

BOOKERS = 64


def race(ground: Ground, scene: Scene, rounds: int) -> dict[str, object]:
    before = _deadlocks(ground)
    tallies = [_round(scene, number) for number in range(rounds)]
    winners = [tally.statuses.get("200", 0) for tally in tallies]
    others = sum(count for tally in tallies for status, count in tally.statuses.items() if status not in {"200", "409"})
    return {
        "rounds": rounds,
        "one_winner_each": winners == [1] * rounds,
        "other_answers": others,
        "deadlocks": _deadlocks(ground) - before,
        "longest_round_s": round(max(tally.seconds for tally in tallies), 3),
        "median_round_s": round(median(tally.seconds for tally in tallies), 3),
    }


def _round(scene: Scene, number: int) -> load.Tally:
    plan, chosen = scene.plan, scene.chosen
    day = chosen.booking_days[-1 - number]
    last = open_quarters(plan, day)[-1]
    slot = {
        "practitioner_id": plan.practitioners[-1][0],
        "room_id": list(plan.rooms)[-1],
        "type_id": next(iter(plan.kinds)),
        "day": day,
        "time": f"{last // 4:02d}:{last % 4 * 15:02d}",
        "minutes": 15,
        "note": "",
    }
    requests = [
        book(scene, {**slot, "idempotency_key": f"race-{number}-{one}", "patient_id": chosen.patients[one]}, **HTMX)
        for one in range(BOOKERS)
    ]
    return load.run(load.Task(scene.portal.port, requests, BOOKERS))


def _deadlocks(ground: Ground) -> int:
    with psycopg.connect(ground.lord_url) as connection:
        row = connection.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").fetchone()
    return row[0] if row else 0
