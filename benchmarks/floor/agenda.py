"""The agenda's day by hand."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.floor.rows import PLAN, rows

ZONE = ZoneInfo(PLAN.time_zone)
ICONS = {
    "booked": "calendar",
    "confirmed": "check-check",
    "arrived": "map-pin",
    "checked_in": "armchair",
    "fulfilled": "circle-check",
    "noshow": "user-x",
}
DAY = """
    SELECT a.id, a.version, a.practitioner_id, a.room_id, a.patient_id, p.name, p.phone, a.type_id, a.starts_at,
           a.ends_at, a.status, a.confirmed_at, a.message, a.note
    FROM agenda.appointment AS a
    JOIN agenda.patient_card AS p ON p.clinic_id = a.clinic_id AND p.patient_id = a.patient_id
    WHERE a.clinic_id = %s AND a.branch_id = %s AND a.starts_at >= %s AND a.starts_at < %s
    ORDER BY a.starts_at, a.id"""
HOURS = [f"{step // 12:02d}:{step % 12 * 5:02d}" for step in range(289)]
WORDS = PLAN.words
SPRITE = "/static/icons/sprite.svg"
SENT = f'<svg class="icon told" role="img" aria-label="{escape(WORDS["sent"])}"><use href="{SPRITE}#check"/></svg>'
ALERT = f'<use href="{SPRITE}#circle-alert"/></svg>'
FAILED = f'<svg class="icon untold" role="img" aria-label="{escape(WORDS["failed"])}">{ALERT}'
MESSAGES = {"none": "", "sent": SENT, "failed": FAILED}


def page(address: str, query: dict[str, str]) -> str:
    """The whole page; what does not come from rows stands ready."""
    before, after = PLAN.frames[address]
    return f"{before}{board(date.fromisoformat(query['day']))}{after}"


def board(day: date) -> str:
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    found = rows(DAY, PLAN.clinic_id, PLAN.branch_id, midnight, midnight + timedelta(days=1))
    hours = [(opens, closes) for opens, closes in PLAN.hours[day.weekday()]]
    shown = [
        (*row, row[8].hour * 12 + row[8].minute // 5, (row[9] - row[8]).seconds // 60)
        for row in found
        if row[10] != "cancelled"
    ]
    first, last = _window(hours, shown)
    by_practitioner = defaultdict(list)
    for row in shown:
        by_practitioner[row[2]].append(row)
    closed = "".join(f'<div class="closed t-{start} h-{length}"></div>' for start, length in _gaps(hours, first, last))
    here = f"/c/{PLAN.slug}/agenda"
    view = f"day={day}&amp;branch={PLAN.branch_id}&amp;by=practitioner"
    marks = "".join(f'<li class="t-{step}">{HOURS[step]}</li>' for step in range(-(-first // 12) * 12, last, 12))
    columns = "".join(
        _column(practitioner, by_practitioner[practitioner[0]], (hours, closed), (here, view))
        for practitioner in PLAN.practitioners
    )
    return (
        f'<div class="day from-{first} until-{last}" id="day" tabindex="0" role="region" aria-label="{WORDS["day"]}" '
        f'data-by="practitioner" data-span="day" data-whose="0" data-day="{day}" '
        f'data-board="{here}/board?{view}" data-may-book="1">'
        f'<ol class="hours" role="list" aria-hidden="true">{marks}</ol>{columns}</div>'
    )


def _window(hours: Sequence[tuple[int, int]], shown: Sequence[tuple[Any, ...]]) -> tuple[int, int]:
    first = min([opens for opens, _ in hours] + [row[14] for row in shown]) - 6
    last = max([closes for _, closes in hours] + [row[14] + row[15] // 5 for row in shown]) + 6
    return max(0, first // 12 * 12), min(288, -(-last // 12) * 12)


def _gaps(taken: Sequence[tuple[int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
    for start, end in taken:
        if first < min(start, last):
            yield first, min(start, last) - first
        first = max(first, end)
    if first < last:
        yield first, last - first


def _column(
    practitioner: tuple[int, str, str, int],
    mine: Sequence[tuple[Any, ...]],
    day: tuple[Sequence[tuple[int, int]], str],
    addresses: tuple[str, str],
) -> str:
    (who, name, specialty, hue), (hours, closed), (here, view) = practitioner, day, addresses
    taken = [(row[14], row[14] + max(1, -(-row[15] // 5))) for row in mine if row[10] != "noshow"]
    free = "".join(
        f'<a class="gap t-{start} h-{length}" id="gap-{who}-{start}" '
        f'href="{here}/appointments/new?{view}&amp;practitioner_id={who}&amp;time={HOURS[start]}" aria-label="'
        f'{escape(WORDS["free"] % {"from": HOURS[start], "until": HOURS[start + length], "who": name})}">'
        f'<span class="gap-label">{HOURS[start]}</span></a>'
        for opens, closes in hours
        for start, length in _gaps(taken, opens, closes)
    )
    return (
        f'<section class="column hue-{hue}" id="column-{who}" data-column="{who}" aria-labelledby="column-{who}-name">'
        f'<header class="column-head"><span class="dot"></span><h2 id="column-{who}-name">'
        f'<a href="{here}/week?{view}&amp;whose={who}">{escape(name)}</a></h2>'
        f'<p>{escape(specialty)}</p><span class="badge" title="{WORDS["appointments"]}">{len(taken)}</span></header>'
        f'<div class="lane">{closed}{free}{"".join(_card(row, hue, here) for row in mine)}</div></section>'
    )


def _card(row: tuple[Any, ...], hue: int, here: str) -> str:
    (number, version, who, room, _, name, phone, kind, _, _, status, confirmed, message, _, start, minutes) = row
    state = "confirmed" if confirmed and status == "booked" else status
    colour, kind = PLAN.kind_hues[kind], escape(PLAN.kinds[kind])
    length, word, name = max(1, -(-minutes // 5)), WORDS[state], escape(name)
    address = f"{here}/appointments/{number}"
    return (
        f'<article class="appointment is-{state} hue-{hue} kind-{colour} t-{start} h-{length} " '
        f'id="appointment-{number}" '
        f'data-version="{version}" data-length="{length}" data-minutes="{minutes}" data-practitioner="{who}" '
        f'data-room="{room}">'
        f'<a href="{address}" hx-get="{address}" hx-target="#panel-body" hx-swap="innerHTML" '
        f'aria-label="{HOURS[start]} {name}, {kind}, {word}"></a>'
        f'<p class="appointment-line"><time>{HOURS[start]}</time><span class="who">{name}</span>{MESSAGES[message]}'
        f'<svg class="icon" aria-hidden="true"><use href="{SPRITE}#{ICONS[state]}"/></svg></p>'
        f'<div class="appointment-more"><span>{kind} · {escape(PLAN.rooms[room])}</span>'
        f'<span class="state">{word}</span>'
        f"<span>{at_home(phone)}</span></div></article>"
    )


def at_home(phone: str) -> str:
    """A Spanish number as one dials it at home."""
    return f"{phone[3:6]} {phone[6:8]} {phone[8:10]} {phone[10:12]}"
