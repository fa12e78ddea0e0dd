"""A creation that comes twice is done once: replayed, refused when it says something else, waited for when it races."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask

from clinic_portal.foundation.once import once
from clinic_portal.foundation.refusals import KeyReused
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.work import work
from tests.foundation.lamps import NORTE, SUR, Lamp, MakeLamp


def make(clinic_id: int, key: str, lamp: str, create: Callable[[], Lamp]) -> Lamp:
    with inside(clinic_id), work():
        return once(MakeLamp(idempotency_key=key, lamp=lamp), Lamp, create)


def test_the_second_coming_replays_the_first_answer(bare: Flask) -> None:
    answers = iter([Lamp(lamp="first"), Lamp(lamp="second")])
    made = [make(NORTE, "key", "hall", lambda: next(answers)) for _ in range(2)]
    assert made == [Lamp(lamp="first")] * 2


def test_other_content_under_the_same_key_is_refused(bare: Flask) -> None:
    make(NORTE, "key", "hall", lambda: Lamp(lamp="hall"))
    with pytest.raises(KeyReused):
        make(NORTE, "key", "kitchen", lambda: Lamp(lamp="kitchen"))


def test_another_clinics_key_is_another_key(bare: Flask) -> None:
    for clinic_id in (NORTE, SUR):
        assert make(clinic_id, "key", "hall", lambda lamp=f"{clinic_id}": Lamp(lamp=lamp)).lamp == f"{clinic_id}"


def test_a_creation_that_failed_may_be_tried_again(bare: Flask) -> None:
    def fail() -> Lamp:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make(NORTE, "key", "hall", fail)
    assert make(NORTE, "key", "hall", lambda: Lamp(lamp="hall")).lamp == "hall"


def test_racing_twins_create_once(bare: Flask) -> None:
    created: list[int] = []
    answers: list[Lamp] = []
    start = threading.Barrier(6)

    def twin(number: int) -> None:
        with bare.app_context():
            start.wait()
            answers.append(make(NORTE, "key", "hall", lambda: create(number)))

    def create(number: int) -> Lamp:
        created.append(number)
        return Lamp(lamp=f"by {number}")

    twins = [threading.Thread(target=twin, args=[number]) for number in range(6)]
    for one in twins:
        one.start()
    for one in twins:
        one.join()
    assert (len(created), len(answers), len(set(answers))) == (1, 6, 1)
