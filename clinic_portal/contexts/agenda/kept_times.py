"""Free times as they were last found, in Redis for the clinic, the day and the wish; believed once they are proved.

The database is asked for the proof, in one statement: a cold, stale or lost cache changes no answer.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from clinic_portal.contexts.agenda import slots
from clinic_portal.contexts.agenda.diary import span
from clinic_portal.contexts.agenda.free.house_print import print_of
from clinic_portal.contexts.agenda.free.proof import day_of, proof_soon
from clinic_portal.contexts.agenda.free.search import DAY
from clinic_portal.contexts.agenda.occupied import BUFFER, LONGEST
from clinic_portal.contracts.agenda import FindSlots, FreeTime
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation import cache
from clinic_portal.foundation.clock import now

REGION = "free_times"
FURTHEST = LONGEST + 2 * BUFFER
"""So far after its start somebody's time can be in another one's way: what is kept after it, and before the other."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found when; as far as which day (in UTC) it rests on anything; the proof; and when a hold runs out."""

    since: datetime
    times: tuple[FreeTime, ...]
    reach: date
    proof: int
    until: datetime | None

    def lasts(self) -> bool:
        """Nothing of it has passed, and nothing has run out."""
        ends = [one for one in (self.until, self.times[0].starts_at if self.times else None) if one]
        return self.since <= now() <= min(ends, default=now())


def free_times(house: ClinicDirectory, query: FindSlots) -> tuple[FreeTime, ...]:
    """As `slots.slots` in the open work; reads no more than the proof where the last answer still stands.

    Whoever holds a place is answered for themselves alone.
    """
    first, last = slots.days_of(house, query)
    if query.hold or last < first:
        return slots.slots(house, query, hold=query.hold)
    between = span(house, first - DAY, last + DAY)
    since, last_day = between["since"], day_of(between["until"])
    key = f"{first}:{print_of(house)}:{query.model_dump_json(exclude={'first'})}:{last}"
    kept: Kept | None = cache.kept(REGION, key)
    if kept and kept.lasts() and proof_soon(since, _end_of(kept.reach))().up_to(kept.reach) == kept.proof:
        return kept.times
    moment, asked = now(), proof_soon(since, _end_of(last_day))
    found = slots.found(house, query)
    if found.plain:
        proof = asked()
        full = len(found.times) == query.limit
        reach = min(last_day, day_of(found.times[-1].starts_at + FURTHEST)) if full else last_day
        cache.keep(REGION, key, Kept(moment, found.times, reach, proof.up_to(reach), proof.until))
    return found.times


def _end_of(day: date) -> datetime:
    return datetime.combine(day + DAY, time(), UTC)
