"""Whenever the demo is made, somebody is at work in it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from clinic_portal.cli.seed.appointments import SETTLED, desk_moment
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.foundation.clock import local_minutes, today
from clinic_portal.foundation.directory import find

MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize("quarter", range(0, 96, 3))
def test_the_desk_is_looked_at_while_it_is_open(within, norte, quarter):
    with within(norte), time_machine.travel(MIDNIGHT + timedelta(minutes=15 * quarter), tick=False):
        house = find(ClinicsContract).directory()
        zone = house.clinic.time_zone
        minutes = local_minutes(desk_moment(house), zone)
        hours = house.open_minutes(norte.branch, today(zone))
        assert any(opens + SETTLED <= minutes <= closes - SETTLED for opens, closes in hours)
