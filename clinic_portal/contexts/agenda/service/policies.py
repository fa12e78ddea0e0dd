"""The rules of the day; cached until they change."""

from clinic_portal.contexts.agenda import stamps
from clinic_portal.contexts.agenda.policy import keeping
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import DayPolicy, SetDayPolicy
from clinic_portal.foundation.cache import clinic_cached, drop
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.work import after_commit, work

POLICY = "agenda-policy"


class Policies(Housed):
    """Waiting, cancelling, not coming."""

    def day_policy(self) -> DayPolicy:
        return clinic_cached(POLICY, "day", self._day_policy)

    def set_day_policy(self, command: SetDayPolicy) -> DayPolicy:
        day = today(self._zone())
        with work():
            after_commit(lambda: drop(POLICY))
            stamps.touch_after_commit(day, of=stamps.QUEUE)
            stamps.touch_after_commit(day)
            return keeping.set_day_policy(command)

    def _day_policy(self) -> DayPolicy:
        with work():
            return keeping.day_policy()
