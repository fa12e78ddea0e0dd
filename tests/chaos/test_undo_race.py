"""Half of the desks take a move back, half change the appointment further: one deed stands, and each knows which."""

from collections import Counter

import pytest
from flask import Flask

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentView,
    BookAppointment,
    CancelAppointment,
    ConfirmAppointment,
    MoveAppointment,
    NothingToUndo,
    NotThatStep,
    UndoDeed,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import Stale
from clinic_portal.foundation.tenancy import inside
from tests.chaos.crowd import WRITERS, all_at_once, deadlocks, lord
from tests.chaos.test_race import slot
from tests.chaos.test_series_race import wished
from tests.stand.cast import House
from tests.stand.servers import Addresses

ROUNDS = 8
BY = "SELECT appointment_id, what FROM agenda.appointment_change WHERE what NOT IN ('booked', 'moved')"


def moved(house: House, number: int) -> AppointmentView:
    """An appointment that was moved a moment ago."""
    agenda, where = find(AgendaContract), wished(house, number)
    booked = agenda.book(BookAppointment(**where, starts_at=slot(number)))
    fields = {name: where[name] for name in ("practitioner_id", "room_id", "minutes")}
    return agenda.move(MoveAppointment(appointment_id=booked.id, version=1, starts_at=slot(100 + number), **fields))


def change(writer: int, one: AppointmentView) -> str:
    """Every second takes the move back, the others confirm or cancel; which deed it was."""
    agenda, seen = find(AgendaContract), {"appointment_id": one.id, "version": one.version}
    if writer % 2:
        agenda.undo(UndoDeed(**seen))
        return "undone"
    if writer % 4:
        agenda.cancel(CancelAppointment(**seen, reason="viaje"))
        return "cancelled"
    agenda.confirm(ConfirmAppointment(**seen))
    return "confirmed"


@pytest.mark.slow
def test_one_deed_stands_and_every_other_desk_is_told(crowd: Flask, norte: House, addresses: Addresses) -> None:
    with crowd.app_context(), inside(norte.id):
        all_of_them = [moved(norte, number) for number in range(ROUNDS)]
    done: list[tuple[int, str]] = []
    late: list[int] = []
    broken: list[str] = []

    def press(writer: int, number: int) -> None:
        try:
            with crowd.app_context(), inside(norte.id):
                done.append((all_of_them[number].id, change(writer, all_of_them[number])))
        except (Stale, NothingToUndo, NotThatStep):
            late.append(number)
        except Exception as error:  # noqa: BLE001  # a writer's thread: whatever else happens is looked at below
            broken.append(f"{type(error).__name__} {error}")

    all_at_once(press, ROUNDS)
    assert broken == []
    with lord(crowd, addresses) as connection:
        lines = connection.execute(BY).fetchall()
        versions = {version for (version,) in connection.execute("SELECT version FROM agenda.appointment")}
    assert sorted(lines) == sorted(set(done)), "of each appointment one deed, which is what was acknowledged"
    assert Counter(id_ for id_, _ in lines) == {one.id: 1 for one in all_of_them}
    assert versions == {3}
    assert len(done) + len(late) == ROUNDS * WRITERS
    assert all(what == "undone" for (_, what), many in Counter(done).items() if many > 1), "a second press is the first"
    assert deadlocks(crowd, addresses) == 0


def test_the_naive_twin_acknowledges_two_deeds(app: Flask, addresses: Addresses) -> None:
    """Look at the version, then write: without a lock both are told that theirs stands."""
    with lord(app, addresses) as connection:
        connection.execute("CREATE TABLE naive_visit (id int PRIMARY KEY, version int, state text)")
        connection.execute("INSERT INTO naive_visit SELECT number, 1, 'moved' FROM generate_series(0, 7) AS number")
    links = [lord(app, addresses) for _ in range(WRITERS)]
    done: list[tuple[int, str]] = []

    def press(writer: int, number: int) -> None:
        state = "undone" if writer % 2 else "cancelled"
        seen = links[writer].execute("SELECT version FROM naive_visit WHERE id = %s", (number,)).fetchone()[0]
        if seen == 1:
            change = "UPDATE naive_visit SET version = 2, state = %s WHERE id = %s"
            links[writer].execute(change, (state, number))
            done.append((number, state))

    all_at_once(press, ROUNDS)
    for link in links:
        link.close()
    assert max(Counter(number for number, _ in set(done)).values()) > 1
