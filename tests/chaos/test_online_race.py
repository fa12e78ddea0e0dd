"""Sixteen visitors want the last places of a day: as many get one as there are places, and as the day may have."""

from collections import Counter

import pytest
from flask import Flask

from clinic_portal.contracts.agenda import AgendaContract, OnlineTimeGone, TooManyOnline
from clinic_portal.contracts.clinics import AddPractitioner, ClinicsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.throttle import Throttle
from tests.agenda.capacity import roomy
from tests.agenda.online import asked, code_for, offer, open_online, prove, rules, times
from tests.chaos.crowd import WRITERS, all_at_once, deadlocks, lord
from tests.stand.cast import House
from tests.stand.servers import Addresses

ROUNDS, SEATS, DAILY = 3, 5, 4


@pytest.fixture
def uncounted(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many codes are sent is another test's matter."""
    monkeypatch.setattr(Throttle, "spend", lambda *_: None)


@pytest.mark.slow
@pytest.mark.usefixtures("uncounted")
def test_as_many_visitors_win_as_there_are_seats(crowd: Flask, norte: House, addresses: Addresses) -> None:
    with crowd.app_context(), inside(norte.id):
        open_online(norte)
        offer(norte.visit, seats=SEATS, grid=30)
        wanted = times(norte, practitioner_id=norte.practitioners[0])[-ROUNDS:]
    won, broken = run(crowd, norte, wanted)
    assert broken == []
    assert Counter(number for number, _ in won) == dict.fromkeys(range(ROUNDS), SEATS)
    with lord(crowd, addresses) as connection:
        rows = connection.execute("SELECT seat FROM agenda.appointment WHERE holds").fetchall()
    assert Counter(seat for (seat,) in rows) == dict.fromkeys(range(1, SEATS + 1), ROUNDS)
    assert deadlocks(crowd, addresses) == 0


@pytest.mark.slow
@pytest.mark.usefixtures("uncounted")
@pytest.mark.parametrize("counted", [True, False], ids=["counted", "naive"])
def test_a_days_limit_is_exact_and_without_its_lock_it_is_not(
    crowd: Flask, norte: House, addresses: Addresses, monkeypatch: pytest.MonkeyPatch, *, counted: bool
) -> None:
    """The naive twin reads the rules without holding them, and so counts while others write."""
    with crowd.app_context(), inside(norte.id):
        open_online(norte)
        staff = [
            find(ClinicsContract).add_practitioner(AddPractitioner(branch_id=norte.branch, name=f"Dra. {number}")).id
            for number in range(WRITERS)
        ]
        roomy(norte.rooms[0], WRITERS)
    with crowd.app_context(), inside(norte.id):
        tokens = [
            find(AgendaContract).ask_online(
                asked(norte, times(norte, practitioner_id=whom)[-1], phone=f"6880001{number:02}")
            )
            for number, whom in enumerate(staff)
        ]
        codes = [code_for(token) for token in tokens]
        rules(daily_clinic=DAILY)
    if not counted:
        monkeypatch.setattr(
            "clinic_portal.contexts.agenda.online.booking.held_online_policy",
            lambda: find(AgendaContract).online_policy(),
        )
    won: list[int] = []
    broken: list[str] = []

    def finish(writer: int, _number: int) -> None:
        try:
            with crowd.app_context(), inside(norte.id):
                prove(tokens[writer], codes[writer])
                won.append(writer)
        except (OnlineTimeGone, TooManyOnline):
            return
        except Exception as error:  # noqa: BLE001  # a writer's thread: whatever else happens is looked at below
            broken.append(f"{type(error).__name__} {error}")

    all_at_once(finish, 1)
    assert broken == []
    assert (len(won) == DAILY) is counted
    assert deadlocks(crowd, addresses) == 0


def run(crowd: Flask, norte: House, wanted: tuple) -> tuple[list[tuple[int, int]], list[str]]:
    """Everybody goes the whole way for every time."""
    won: list[tuple[int, int]] = []
    broken: list[str] = []

    def visit(writer: int, number: int) -> None:
        try:
            with crowd.app_context(), inside(norte.id):
                command = asked(norte, wanted[number], phone=f"688{number:02}01{writer:02}")
                prove(find(AgendaContract).ask_online(command))
                won.append((number, writer))
        except (OnlineTimeGone, TooManyOnline):
            return
        except Exception as error:  # noqa: BLE001  # a writer's thread: whatever else happens is looked at below
            broken.append(f"{type(error).__name__} {error}")

    all_at_once(visit, ROUNDS)
    return won, broken
