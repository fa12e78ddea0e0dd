"""Many days in one statement: a week's appointments, and a month added up day by day."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ARRAY, BigInteger, BindParameter, Integer, cast, extract, func, select, text, true, union_all
from sqlalchemy.sql import bindparam

from clinic_portal.contexts.agenda.holds.shown import HELD, HELD_COLUMNS, H, held_slot
from clinic_portal.contexts.agenda.queries import DAY_COLUMNS, OWN_PREDICATE, STARTS, STATE, WITH_CARD, A, P, entry
from clinic_portal.contracts.agenda import WEEK, DayEntry, DayLoad, HeldSlot
from clinic_portal.foundation.clock import at_local, local_day, now
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.work import current_work

_BETWEEN = (
    A.clinic_id == bindparam("clinic_id"),
    A.starts_at >= bindparam("first"),
    A.starts_at < bindparam("after"),
)


_HELD_BETWEEN = (
    H.clinic_id == bindparam("clinic_id"),
    H.starts_at >= bindparam("first"),
    H.starts_at < bindparam("after"),
    H.expires_at > bindparam("moment"),
)


def _week_of(column: Any, held: Any) -> HotRead:
    whose: BindParameter[int] = bindparam("whose")
    return HotRead(
        union_all(
            select(*DAY_COLUMNS).join(P, WITH_CARD).where(*_BETWEEN, column == whose),
            select(*HELD_COLUMNS).where(*_HELD_BETWEEN, held == whose),
        )
        .order_by(text(f"{STARTS + 1}, 1"))
        .execution_options(**OWN_PREDICATE)
    )


def _load_of(whose: Any) -> HotRead:
    day = func.date(func.timezone(bindparam("time_zone"), A.starts_at))
    minutes = func.sum(extract("epoch", A.ends_at - A.starts_at) / 60)
    per_day = (
        select(day.label("day"), func.count().label("many"), cast(minutes, Integer).label("minutes"))
        .where(*_BETWEEN, A.branch_id == bindparam("branch_id"), A.holds, whose)
        .group_by("day")
    )
    return HotRead(per_day.execution_options(**OWN_PREDICATE))


_IDS = bindparam("whose", type_=ARRAY(BigInteger))
WEEKS = {
    "practitioner": _week_of(A.practitioner_id, H.practitioner_id),
    "room": _week_of(A.room_id, H.room_id),
}
LOADS = {
    None: _load_of(true()),
    "practitioner": _load_of(A.practitioner_id == func.any(_IDS)),
    "room": _load_of(A.room_id == func.any(_IDS)),
}


def week(
    kind: str, whose: int, first: date, time_zone: str
) -> tuple[tuple[tuple[DayEntry, ...], ...], tuple[tuple[HeldSlot, ...], ...]]:
    """The week of a `practitioner` or a `room` and what is held of it, each day by day."""
    rows = WEEKS[kind].rows(current_work(), whose=whose, moment=now(), **_edges(first, WEEK, time_zone))
    zone = ZoneInfo(time_zone)
    booked, held = defaultdict[date, list[DayEntry]](list), defaultdict[date, list[HeldSlot]](list)
    for row in rows:
        day = local_day(row[STARTS], time_zone)
        if row[STATE] == HELD:
            held[day].append(held_slot(row, zone))
        else:
            booked[day].append(entry(row, zone))
    days = [first + timedelta(days=offset) for offset in range(WEEK)]
    return tuple(tuple(booked[day]) for day in days), tuple(tuple(held[day]) for day in days)


def load(
    branch_id: int, first: date, days: int, time_zone: str, *, kind: str | None, whose: Collection[int]
) -> tuple[DayLoad, ...]:
    """Day by day; `kind` None is the whole branch, whatever `whose` holds."""
    named = {"whose": sorted(whose)} if kind else {}
    rows = LOADS[kind].rows(
        current_work(), branch_id=branch_id, time_zone=time_zone, **named, **_edges(first, days, time_zone)
    )
    found = {day: DayLoad(count=many, minutes=minutes) for day, many, minutes in rows}
    nothing = DayLoad(count=0, minutes=0)
    return tuple(found.get(first + timedelta(days=offset), nothing) for offset in range(days))


def _edges(first: date, days: int, time_zone: str) -> dict[str, object]:
    return {"first": at_local(first, 0, time_zone), "after": at_local(first + timedelta(days=days), 0, time_zone)}
