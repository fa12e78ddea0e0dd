"""A fact is written in the same commit as the change it tells of, or not at all."""

from datetime import timedelta

import pytest
from flask import Flask

from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish, subscriptions
from clinic_portal.foundation.tenancy import NoClinic, inside, outside
from clinic_portal.foundation.work import after_commit, work
from tests.foundation.lamps import NORTE, SUR, LampLit, light, log, outbox, subscribe


def test_a_fact_is_logged_and_handed_to_each_listener(bare: Flask) -> None:
    for name in ("lamps.count", "lamps.ring"):
        subscribe(bare, lambda event: None, name)
    with acting_as(7):
        light(NORTE, "kitchen")
    (fact,) = log(NORTE)
    assert (fact.name, fact.version, fact.payload, fact.actor_id) == ("LampLit", 1, {"lamp": "kitchen"}, 7)
    assert [row.listener for row in outbox(NORTE)] == ["lamps.count", "lamps.ring"]
    assert {row.event_id for row in outbox(NORTE)} == {fact.id}


def test_a_fact_nobody_listens_to_is_logged_all_the_same(bare: Flask) -> None:
    light(NORTE)
    assert (len(log(NORTE)), outbox(NORTE)) == (1, [])


def test_a_rollback_leaves_nothing(bare: Flask) -> None:
    told: list[str] = []
    subscribe(bare, lambda event: None)
    with pytest.raises(ZeroDivisionError):
        light_and_fall(told)
    assert (log(NORTE), outbox(NORTE), told) == ([], [], [])


def light_and_fall(told: list[str]) -> None:
    with inside(NORTE), work():
        publish(LampLit(lamp="kitchen"))
        after_commit(lambda: told.append("committed"))
        raise ZeroDivisionError


def test_a_delay_holds_the_entry_back(bare: Flask) -> None:
    subscribe(bare, lambda event: None)
    light(NORTE, after=timedelta(minutes=3))
    (row,) = outbox(NORTE)
    assert timedelta(minutes=2, seconds=50) < row.next_at - now() <= timedelta(minutes=3)


def test_a_fact_belongs_to_its_clinic(bare: Flask) -> None:
    subscribe(bare, lambda event: None)
    light(NORTE)
    assert (log(SUR), outbox(SUR)) == ([], [])


def test_nothing_is_published_outside_of_a_clinic_or_of_a_work(bare: Flask) -> None:
    with pytest.raises(NoClinic), outside(), work():
        publish(LampLit(lamp="kitchen"))
    with pytest.raises(RuntimeError, match="no work is open"), inside(NORTE):
        publish(LampLit(lamp="kitchen"))


def test_a_projection_runs_in_the_same_transaction(bare: Flask) -> None:
    seen: list[str] = []
    subscriptions().project(LampLit, lambda event: seen.append(event.lamp))
    subscriptions().project(LampLit, lambda event: light_another(event, seen))
    with pytest.raises(ZeroDivisionError):
        light(NORTE, "kitchen")
    assert (seen, log(NORTE)) == (["kitchen"], [])


def light_another(event: LampLit, seen: list[str]) -> None:
    raise ZeroDivisionError(event.lamp, seen)


def test_two_listeners_cannot_share_a_name(bare: Flask) -> None:
    subscribe(bare, lambda event: None)
    with pytest.raises(ValueError, match="two listeners"):
        subscribe(bare, lambda event: None)


def test_works_inside_each_other_are_one_transaction(bare: Flask) -> None:
    with pytest.raises(ZeroDivisionError):
        light_in_a_joined_work_and_fall()
    assert log(NORTE) == []


def light_in_a_joined_work_and_fall() -> None:
    with inside(NORTE), work():
        with work():
            publish(LampLit(lamp="inner"))
        raise ZeroDivisionError


def test_another_clinic_inside_a_work_is_a_transaction_of_its_own(bare: Flask) -> None:
    with inside(NORTE), work():
        light(SUR)
        assert len(log(SUR)) == 1
    assert log(NORTE) == []
