"""Looking for free times."""

from clinic_portal.contexts.agenda import kept_times
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import FindSlots, FreeTime
from clinic_portal.foundation.work import work


class Searching(Housed):
    """Free times of many at once."""

    def slots(self, query: FindSlots) -> tuple[FreeTime, ...]:
        house = self._clinics.directory()
        with work():
            return kept_times.free_times(house, query)
