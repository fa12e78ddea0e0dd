"""The promises about the end of a day."""

from datetime import date

from clinic_portal.contexts.agenda import day_ends
from clinic_portal.contexts.agenda.online.requests import late_since
from clinic_portal.contexts.agenda.service.answering import Answering
from clinic_portal.contexts.agenda.service.policies import Policies
from clinic_portal.contracts.agenda import Attendance, DayEnd
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import work


class Ends(Policies, Answering):
    """What is left to do, and who tends not to come."""

    def day_end(self, branch_id: int, day: date) -> DayEnd:
        house = self._clinics.directory()
        if house.branch(branch_id) is None:
            raise NotFound
        since = late_since(self.online_policy())
        with work():
            return day_ends.day_end(branch_id, day, house.clinic.time_zone, since)

    def attendance(self, patient_id: int) -> Attendance:
        limit = self.day_policy().noshow_limit
        with work():
            noshows = day_ends.noshow_count(patient_id)
        return Attendance(noshows=noshows, warns=noshows >= limit)
