"""Moves are taken back while workers tell of them: what was told is corrected, what is withdrawn is not told."""

import re
import threading
import time

import pytest

from clinic_portal.contracts.agenda import AppointmentView
from clinic_portal.contracts.notifications import Channel, DeliveryStatus
from tests.chaos.crowd import WRITERS, all_at_once, lord
from tests.notifications.desk import Desk, in_days

MANY = 12


def at_once(*deeds) -> None:
    """Each in a thread of its own."""
    threads = [threading.Thread(target=deed) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def moved(desk: Desk) -> list[AppointmentView]:
    """Appointments whose patients know of them, moved from ten o'clock to noon; nobody knows that yet."""
    patient = desk.register()
    booked = [desk.book(patient, in_days(2 + number, 10)) for number in range(MANY)]
    desk.work_off()
    return [desk.move(one, in_days(2 + number, 12)) for number, one in enumerate(booked)]


def heard(desk: Desk, one: AppointmentView, channel: Channel) -> list[str]:
    """At what time it is, by each message that left, in order."""
    sent = [
        message
        for message in reversed(desk.deliveries(one))
        if message.channel == channel and message.status is DeliveryStatus.SENT
    ]
    # The first time that it names; an e-mail names the one before, too.
    return [re.search(r"\b1[02]:00\b", message.text)[0] for message in sent]


@pytest.mark.slow
def test_whoever_heard_of_the_move_hears_that_it_is_undone(desk: Desk) -> None:
    wanted = moved(desk)
    broken: list[BaseException] = []
    late = time.monotonic() + 30

    def undo() -> None:
        try:
            while "12:00" not in heard(desk, wanted[0], Channel.SMS):
                assert time.monotonic() < late, "the workers tell nobody"
            # The workers have begun with the first: they meet in the middle.
            for one in reversed(wanted):
                desk.undo(one)
        except Exception as error:  # noqa: BLE001  # a thread: looked at below
            broken.append(error)

    at_once(desk.work_off, desk.work_off, undo)
    desk.work_off(hurry=True)
    assert broken == []
    found = {(one.id, channel): heard(desk, one, channel) for one in wanted for channel in Channel}
    assert {key: times for key, times in found.items() if times[-1] != "10:00" or times.count("12:00") > 1} == {}
    assert all(desk.appointment(one).version == one.version + 1 for one in wanted)


def test_the_naive_twin_withdraws_what_has_left(app, addresses) -> None:
    """Look whether it is withdrawn, then send; look whether it has left, then withdraw: some do both."""
    with lord(app, addresses) as connection:
        connection.execute("CREATE TABLE naive_notice (id int PRIMARY KEY, sent boolean, withdrawn boolean)")
        connection.execute("INSERT INTO naive_notice SELECT one, false, false FROM generate_series(0, 159) AS one")
    links = [lord(app, addresses) for _ in range(WRITERS)]

    def press(writer: int, number: int) -> None:
        notice, (mine, others) = number * 8 + writer // 2, ("sent", "withdrawn")[:: 1 if writer % 2 else -1]
        look = f"SELECT {others} FROM naive_notice WHERE id = %s"
        if not links[writer].execute(look, (notice,)).fetchone()[0]:
            links[writer].execute(f"UPDATE naive_notice SET {mine} = true WHERE id = %s", (notice,))

    all_at_once(press, 20)
    for link in links:
        link.close()
    with lord(app, addresses) as connection:
        both = connection.execute("SELECT count(*) FROM naive_notice WHERE sent AND withdrawn").fetchone()[0]
    assert both > 0
