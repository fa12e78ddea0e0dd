"""Workers, relay, Valkey and PostgreSQL die while three hundred bookings are made; nothing is lost or doubled."""

import pytest

from tests.chaos.killer import PARTS
from tests.chaos.storm import Outcome, storm

BOOKINGS, SEED = 300, 20261124


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return storm(BOOKINGS, SEED, pause=(0.5, 1.5), pace=0.35)


def test_every_part_died_while_people_booked(outcome: Outcome) -> None:
    assert set(outcome.killed) == set(PARTS)
    assert min(outcome.killed.values()) >= 3
    assert outcome.troubles > 0


def test_every_acknowledged_booking_is_stored_and_none_overlaps(outcome: Outcome) -> None:
    assert outcome.refused == []
    assert len(outcome.acknowledged) == BOOKINGS
    assert outcome.ledger.stored == outcome.acknowledged
    assert outcome.ledger.overlaps == 0


def test_every_confirmation_is_sent_once(outcome: Outcome) -> None:
    assert (outcome.ledger.undone, outcome.ledger.dead) == (0, 0)
    assert outcome.ledger.appointments == BOOKINGS
    assert set(outcome.ledger.sent.values()) == {1}
    assert len(outcome.ledger.sent) == BOOKINGS
    assert outcome.taken_by_provider == BOOKINGS
