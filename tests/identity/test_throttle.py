"""Tries are counted before anything is hashed, with Redis and without it, and nobody is locked out for good."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from clinic_portal.contexts.identity import passwords
from clinic_portal.contexts.identity.rules import ACCOUNT, ADDRESS
from clinic_portal.contracts.identity import IdentityContract, SignInRefused, Throttled
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.redis_client import client
from clinic_portal.foundation.throttle import Throttle, neighbourhood
from tests.identity.conftest import Enter
from tests.stand.cast import DOCTOR, RECEPTIONIST


def fail(enter: Enter, times: int, email: str = RECEPTIONIST, address: str = "203.0.113.9") -> None:
    for _try in range(times):
        with pytest.raises(SignInRefused):
            enter(email, "no es la suya", address)


@pytest.fixture(params=["with Redis", "without Redis"])
def either_way(request: pytest.FixtureRequest, app: object) -> None:
    if request.param == "without Redis":
        request.getfixturevalue("without_redis")


@pytest.mark.usefixtures("either_way")
class TestEitherWay:
    def test_an_account_allows_a_burst_and_then_one_a_minute(self, enter: Enter) -> None:
        with time_machine.travel(now(), tick=False) as clock:
            fail(enter, ACCOUNT.burst)
            with pytest.raises(Throttled):
                enter(RECEPTIONIST, "no es la suya", "203.0.113.9")
            clock.shift(timedelta(minutes=1))
            fail(enter, 1)
            with pytest.raises(Throttled):
                enter(RECEPTIONIST, address="203.0.113.9")

    def test_the_right_password_is_refused_as_well_while_throttled_and_taken_afterwards(self, enter: Enter) -> None:
        with time_machine.travel(now(), tick=False) as clock:
            fail(enter, ACCOUNT.burst)
            with pytest.raises(Throttled):
                enter(RECEPTIONIST, address="203.0.113.9")
            clock.shift(timedelta(minutes=1))
            assert enter(RECEPTIONIST, address="203.0.113.9")

    def test_the_account_is_counted_whatever_the_address(self, enter: Enter) -> None:
        for number in range(ACCOUNT.burst):
            fail(enter, 1, address=f"198.51.100.{number}")
        with pytest.raises(Throttled):
            enter(RECEPTIONIST, "no es la suya", "198.51.100.99")

    def test_an_address_is_counted_whatever_the_account(self, enter: Enter) -> None:
        for number in range(ADDRESS.burst):
            fail(enter, 1, email=f"nadie{number}@norte.example")
        with pytest.raises(Throttled):
            enter(DOCTOR, address="203.0.113.9")
        assert enter(DOCTOR, address="203.0.113.10")

    def test_who_signs_in_rightly_uses_nothing_up(self, enter: Enter) -> None:
        for _time in range(ADDRESS.burst + 5):
            enter(RECEPTIONIST)

    def test_a_flood_from_elsewhere_keeps_nobody_out_at_their_usual_place(self, enter: Enter) -> None:
        enter(RECEPTIONIST, address="192.0.2.1")
        for number in range(ACCOUNT.burst):
            fail(enter, 1, address=f"198.51.100.{number}")
        with pytest.raises(Throttled):
            enter(RECEPTIONIST, address="198.51.100.99")
        assert enter(RECEPTIONIST, address="192.0.2.1")

    def test_nothing_is_hashed_for_a_throttled_try(self, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
        fail(enter, ACCOUNT.burst)
        monkeypatch.setattr(passwords, "fits", lambda *_: pytest.fail("hashed"))
        with pytest.raises(Throttled):
            enter(RECEPTIONIST, address="203.0.113.9")

    def test_asking_for_links_is_throttled_for_known_and_unknown_alike(self, identity: IdentityContract) -> None:
        for email in (RECEPTIONIST, "nadie@norte.example"):
            for number in range(5):
                identity.request_password_reset(email, f"198.51.100.{number}")
            with pytest.raises(Throttled):
                identity.request_password_reset(email, "198.51.100.77")


@pytest.mark.parametrize(
    ("address", "neighbours"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("", "unknown"),
    ],
)
def test_an_address_is_one_of_version_4_or_a_network_of_version_6(address: str, neighbours: str) -> None:
    assert neighbourhood(address) == neighbours


def test_a_try_given_back_after_its_meter_ran_out_leaves_no_meter(app: Flask) -> None:
    with app.app_context():
        throttle, meter = Throttle(), "throttle:*"
        throttle.spend(ACCOUNT, "somebody")
        (key,) = client().keys(meter)
        throttle.give_back(ACCOUNT, "somebody")
        assert client().pttl(key) > 0
        client().delete(key)
        throttle.give_back(ACCOUNT, "somebody")
        assert client().keys(meter) == []
