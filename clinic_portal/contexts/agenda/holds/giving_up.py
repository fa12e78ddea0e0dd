"""Let go of what a key holds, and throw away what ran out."""

from datetime import timedelta

from clinic_portal.contexts.agenda.holds.keys import digest_of
from clinic_portal.contexts.agenda.stamps import touch_after_commit
from clinic_portal.foundation.clock import local_day, now
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.work import current_work

_GIVE_UP = HotWrite(
    """DELETE FROM agenda.slot_hold WHERE clinic_id = %(clinic_id)s AND key_digest = %(key_digest)s
       RETURNING starts_at""",
    reviewed="deletes the session's own clinic's row",
)

_THROW_AWAY = HotWrite(
    """DELETE FROM agenda.slot_hold WHERE (clinic_id, id) IN (
           SELECT clinic_id, id FROM agenda.slot_hold
           WHERE clinic_id = %(clinic_id)s AND expires_at < %(before)s FOR UPDATE SKIP LOCKED)""",
    reviewed="deletes the session's own clinic's rows",
)
KEPT = timedelta(hours=1)
"""What has run out may be held on to for a while yet, if nobody else wanted it."""


def give_up(key: str, time_zone: str) -> None:
    """Free its place, if there is one; after the schedules are locked where a booking does it, as rows always are."""
    for (starts_at,) in _GIVE_UP.rows(current_work(), key_digest=digest_of(key)):
        touch_after_commit(local_day(starts_at, time_zone))


def throw_away_holds() -> None:
    """Those that ran out long ago; they count for nothing from the moment that they do."""
    _THROW_AWAY.rows(current_work(), before=now() - KEPT)
