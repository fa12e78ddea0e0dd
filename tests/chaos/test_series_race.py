"""Half of the desks book series, the other half single times in their way: a series is there whole or not at all."""

from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask

from clinic_portal.contracts.agenda import (
    AgendaContract,
    BookAppointment,
    BookSeries,
    Chosen,
    Recurrence,
    SeriesClashes,
    SlotTaken,
    Unit,
)
from clinic_portal.foundation.clock import local_day
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.chaos.crowd import WRITERS, all_at_once, deadlocks, lord
from tests.chaos.test_race import slot
from tests.stand.cast import House
from tests.stand.servers import Addresses

ROUNDS, LENGTH = 20, 4
ZONE = "Europe/Madrid"


def times(number: int) -> list:
    """The weekly times of a round; the slots of other rounds are none of them."""
    return [slot(number) + timedelta(days=7 * 4 * turn) for turn in range(LENGTH)]


def wished(house: House, writer: int) -> dict[str, object]:
    return {
        "idempotency_key": new_id(),
        "patient_id": house.patients[writer % 2],
        "practitioner_id": house.practitioners[0],
        "room_id": house.rooms[0],
        "type_id": house.visit,
        "minutes": 30,
    }


def series(house: House, writer: int, number: int) -> BookSeries:
    # Half of them name their times backwards: in what order they are taken is not theirs to say.
    found = times(number)[:: 1 if writer % 4 else -1]
    first = local_day(found[0], ZONE)
    rule = Recurrence(first=first, at="10:00", every=4, unit=Unit.WEEK, count=LENGTH)
    chosen = tuple(Chosen(day=local_day(one, ZONE), starts_at=one, room_id=house.rooms[0]) for one in found)
    return BookSeries(**wished(house, writer), recurrence=rule, chosen=chosen)


@pytest.mark.slow
def test_a_series_is_booked_whole_or_not_at_all(crowd: Flask, norte: House, addresses: Addresses) -> None:
    won: list[tuple[int, int]] = []
    broken: list[str] = []

    def book(writer: int, number: int) -> None:
        try:
            with crowd.app_context(), inside(norte.id):
                agenda = find(AgendaContract)
                if writer % 2:
                    one = BookAppointment(**wished(norte, writer), starts_at=times(number)[writer // 2 % LENGTH])
                    won.append((number, agenda.book(one).id))
                else:
                    booked = agenda.book_series(series(norte, writer, number))
                    won.extend((number, one.id) for one in booked.appointments)
        except (SlotTaken, SeriesClashes):
            return
        except Exception as error:  # noqa: BLE001  # a writer's thread: whatever else happens is looked at below
            broken.append(f"{type(error).__name__} {error}")

    all_at_once(book, ROUNDS)
    assert broken == []
    with lord(crowd, addresses) as connection:
        stored = connection.execute("SELECT id, series_id, starts_at FROM agenda.appointment WHERE holds").fetchall()
    assert {row[0] for row in stored} == {id_ for _, id_ in won}, "what was acknowledged is stored, and nothing else"
    assert len({row[2] for row in stored}) == len(stored)
    assert set(Counter(row[1] for row in stored if row[1]).values()) <= {LENGTH}
    assert deadlocks(crowd, addresses) == 0


def test_the_naive_twin_leaves_half_a_series(app: Flask, addresses: Addresses) -> None:
    """One time after the other, each on its own: what is taken meanwhile is missing from the series."""
    with lord(app, addresses) as connection:
        connection.execute("CREATE TABLE naive (at timestamptz PRIMARY KEY, series text)")
    links = [lord(app, addresses) for _ in range(WRITERS)]

    def book(writer: int, number: int) -> None:
        found = times(number)
        wanted = found[:: 1 if writer % 4 else -1] if writer % 2 == 0 else [found[writer // 2 % LENGTH]]
        for at in wanted:
            named = f"{writer} {number}" if writer % 2 == 0 else None
            links[writer].execute("INSERT INTO naive VALUES (%s, %s) ON CONFLICT DO NOTHING", (at, named))

    all_at_once(book, ROUNDS)
    for link in links:
        link.close()
    with lord(app, addresses) as connection:
        sizes = connection.execute("SELECT DISTINCT count(*) FROM naive WHERE series IS NOT NULL GROUP BY series")
        assert {size for (size,) in sizes} - {LENGTH}
