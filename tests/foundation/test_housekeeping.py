"""Once an hour the house throws away what is done with, in every clinic."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from clinic_portal.contracts.patients import PatientsContract, RegisterPatient
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.events import subscriptions
from clinic_portal.foundation.events.passing import HourPassed
from clinic_portal.foundation.housekeeping import KEEP_ANSWERS
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.once import StoredAnswer
from clinic_portal.foundation.tenancy import outside
from clinic_portal.foundation.work import work


def answers() -> int:
    with work() as session:
        return session.scalar(select(func.count()).select_from(StoredAnswer))


@pytest.mark.parametrize(("age", "kept"), [(KEEP_ANSWERS - timedelta(hours=1), True), (KEEP_ANSWERS * 2, False)])
def test_old_stored_answers_go_and_young_ones_stay(app, within, norte, age, kept) -> None:
    with within(norte):
        before = answers()
        find(PatientsContract).register(
            RegisterPatient(idempotency_key=new_id(), given="Eva", family="Sanz Gil", phone="655555555")
        )
        with work() as session:
            for row in session.scalars(select(StoredAnswer)):
                row.created_at = now() - age
    with app.app_context(), outside():
        subscriptions().by_name["house.on_hour_passed"].react(HourPassed(hour=now()))
    with within(norte):
        assert answers() == (before + 1 if kept else 0)
