"""Desks that hold first, desks with series and desks that move want the same times: what is held is nobody else's."""

from collections import Counter
from datetime import datetime

import pytest
from flask import Flask

from clinic_portal.contexts.agenda.locks import looked_up
from clinic_portal.contracts.agenda import (
    AgendaContract,
    BookAppointment,
    HoldSlot,
    MoveAppointment,
    SeriesClashes,
    SlotTaken,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.chaos.crowd import all_at_once, deadlocks, lord
from tests.chaos.test_race import slot
from tests.chaos.test_series_race import LENGTH, series, times, wished
from tests.stand.cast import House
from tests.stand.servers import Addresses

ROUNDS = 6


class Race:
    """Of four, one books a series of all times of a round, one moves to one of them, two hold one before they book."""

    def __init__(self, crowd: Flask, house: House) -> None:
        self._crowd, self._house = crowd, house
        with crowd.app_context(), inside(house.id):
            self._elsewhere = {
                (writer, number): find(AgendaContract).book(BookAppointment(**self._there(writer, number)))
                for number in range(ROUNDS)
                for writer in range(1, 4 * LENGTH, 4)
            }
        self.won: list[int] = []
        self.held: list[datetime] = []
        self.broken: list[str] = []

    def _there(self, writer: int, number: int) -> dict[str, object]:
        """With the other practitioner, in the other room, on days that nobody wants."""
        at = slot(200 + number * LENGTH + writer // 4)
        theirs = {"practitioner_id": self._house.practitioners[1], "room_id": self._house.rooms[1]}
        return wished(self._house, writer) | theirs | {"starts_at": at}

    def want(self, writer: int, number: int) -> None:
        at = times(number)[writer // 4]
        try:
            with self._crowd.app_context(), inside(self._house.id):
                if writer % 4 == 0:
                    self._book_series(writer, number)
                elif writer % 4 == 1:
                    self._move(writer, number, at)
                else:
                    self._hold_and_book(writer, at)
        except (SlotTaken, SeriesClashes):
            return
        except Exception as error:  # noqa: BLE001  # a writer's thread: whatever else happens is looked at below
            self.broken.append(f"{type(error).__name__} {error}")

    def _book_series(self, writer: int, number: int) -> None:
        booked = find(AgendaContract).book_series(series(self._house, writer, number))
        self.won += [one.id for one in booked.appointments]

    def _move(self, writer: int, number: int, at: datetime) -> None:
        one, where = self._elsewhere[writer, number], wished(self._house, writer)
        fields = {name: where[name] for name in ("practitioner_id", "room_id", "minutes")}
        moved = find(AgendaContract).move(
            MoveAppointment(appointment_id=one.id, version=one.version, starts_at=at, **fields)
        )
        self.won.append(moved.id)

    def _hold_and_book(self, writer: int, at: datetime) -> None:
        fields, key, agenda = wished(self._house, writer) | {"starts_at": at}, new_id() * 2, find(AgendaContract)
        agenda.hold(HoldSlot(key=key, **{name: fields[name] for name in HoldSlot.model_fields if name in fields}))
        self.held.append(at)
        self.won.append(agenda.book(BookAppointment(hold=key, **fields)).id)
        self.held.remove(at)


@pytest.mark.slow
@pytest.mark.parametrize("locked", [True, False], ids=["locked", "naive"])
def test_what_is_held_is_refused_to_series_and_moves(
    crowd: Flask, norte: House, addresses: Addresses, monkeypatch: pytest.MonkeyPatch, *, locked: bool
) -> None:
    """The naive twin reads the schedules without a lock: what one holds is meanwhile another's."""
    race = Race(crowd, norte)
    if not locked:
        agenda = "clinic_portal.contexts.agenda"
        monkeypatch.setattr(f"{agenda}.capacity.locked_soon", lambda wish, branch: lambda: looked_up(wish, branch))
        monkeypatch.setattr(f"{agenda}.series.lock.locked", looked_up)
    all_at_once(race.want, ROUNDS)
    wanted = [at for number in range(ROUNDS) for at in times(number)]
    with lord(crowd, addresses) as connection:
        first = norte.practitioners[0]
        theirs = "SELECT id, starts_at FROM agenda.appointment WHERE holds AND practitioner_id = %s"
        stored = connection.execute(theirs, (first,)).fetchall()
        left = connection.execute("SELECT count(*) FROM agenda.slot_hold").fetchone()[0]
    if not locked:
        assert race.held or race.broken
        return
    assert race.broken == []
    assert race.held == [], "a hold that was acknowledged is a place that can be booked"
    assert Counter(at for _, at in stored) == dict.fromkeys(wanted, 1)
    assert sorted(race.won) == sorted(id_ for id_, _ in stored), "what was acknowledged is stored, and nothing else"
    assert left == 0
    assert deadlocks(crowd, addresses) == 0
