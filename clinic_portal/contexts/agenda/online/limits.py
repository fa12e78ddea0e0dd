"""How much is booked online already: for a day, with somebody, by one person. Exact under the policy's lock."""

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import func, select

from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.online.models import RequestRow
from clinic_portal.contracts.agenda.online import OnlinePolicy
from clinic_portal.foundation.clock import at_local, now
from clinic_portal.foundation.work import current_work

A, R = Appointment, RequestRow
_OF = (R.clinic_id == A.clinic_id) & (R.appointment_id == A.id)


class Fullness:
    """Which days have as many as the clinic allows, all told or with somebody; one statement, or none."""

    def __init__(self, policy: OnlinePolicy, first: date, last: date, time_zone: str) -> None:
        self._policy = policy
        self._by_practitioner: Counter[tuple[int, date]] = Counter()
        self._by_day: Counter[date] = Counter()
        if policy.daily_practitioner or policy.daily_clinic:
            self._read(first, last, time_zone)

    def is_full(self, practitioner_id: int, day: date) -> bool:
        mine, all_ = self._policy.daily_practitioner, self._policy.daily_clinic
        return bool(mine and self._by_practitioner[practitioner_id, day] >= mine) or bool(
            all_ and self._by_day[day] >= all_
        )

    def _read(self, first: date, last: date, time_zone: str) -> None:
        day = func.date(func.timezone(time_zone, A.starts_at))
        rows = current_work().execute(
            select(A.practitioner_id, day, func.count())
            .join(R, _OF)
            .where(
                A.holds,
                A.starts_at >= at_local(first, 0, time_zone),
                A.starts_at < at_local(last + timedelta(days=1), 0, time_zone),
            )
            .group_by(A.practitioner_id, day)
        )
        for practitioner_id, on, many in rows:
            self._by_practitioner[practitioner_id, on] += many
            self._by_day[on] += many


def open_of(contact: str) -> int:
    """Times still to come that were booked online with this phone or address."""
    found = select(func.count()).select_from(A).join(R, _OF)
    return current_work().scalar(found.where(R.contact == contact, A.holds, A.starts_at > now())) or 0
