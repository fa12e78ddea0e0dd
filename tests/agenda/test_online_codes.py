"""The code that proves a phone or an address: tried, counted, never sent uncounted, and forgotten."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from clinic_portal.contexts.agenda.online.models import ProofRow
from clinic_portal.contracts.agenda import AgendaContract, NoMoreCodes, OnlineTimeGone, SlotTaken, WrongCode
from clinic_portal.contracts.agenda.online import ChooseOnlineTime
from clinic_portal.contracts.patients import BadPhone
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound, Throttled, Unmetered
from clinic_portal.foundation.work import work
from tests.agenda.online import HERE, asked, code_for, open_online, prove, times
from tests.agenda.wishes import MORNING, NOW, wish


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def agenda(within, norte):
    """Inside norte, which has opened it."""
    with within(norte):
        open_online(norte)
        yield find(AgendaContract)


def test_a_wrong_code_a_late_one_and_the_sixth_try_open_nothing(agenda, norte):
    first = times(norte)[0]
    token = agenda.ask_online(asked(norte, first))
    code = code_for(token)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        with pytest.raises(WrongCode):
            prove(token, wrong)
    with pytest.raises(NoMoreCodes):
        prove(token, code)
    agenda.send_online_code(token, HERE)
    with pytest.raises(WrongCode):
        prove(token, code)
    with pytest.raises(NotFound):
        agenda.choose_online_time(ChooseOnlineTime(token=token, address=HERE, **first.model_dump()))
    with time_machine.travel(NOW + timedelta(minutes=11)), pytest.raises(NoMoreCodes):
        prove(token)
    assert agenda.day(norte.branch, MORNING.date()).entries == ()


def test_a_code_typed_twice_is_one_appointment_and_what_is_kept_of_it_opens_nothing(agenda, norte):
    token = agenda.ask_online(asked(norte, times(norte)[0]))
    code = code_for(token)
    with work() as session:
        row = session.scalar(select(ProofRow))
        kept = {column.key: getattr(row, column.key) for column in ProofRow.__table__.columns}
    assert code not in str([kept["digest"], kept["code_digest"]])
    assert token not in str(kept)
    assert prove(token, f" {code[:3]}-{code[3:]}") == prove(token, code)
    assert len(agenda.day(norte.branch, NOW.date()).entries) == 1


def sent_codes(agenda, *commands):
    """How many are sent until the first refusal."""
    for number, command in enumerate(commands):
        try:
            agenda.ask_online(command)
        except Throttled:
            return number
    return len(commands)


def many_times(norte):
    """Each can be held by one visitor alone."""
    days = [NOW.date() + timedelta(days=ahead) for ahead in (1, 2)]
    pages = (times(norte, practitioner_id=whom, first=day) for whom in norte.practitioners for day in days)
    return [one for page in pages for one in page[::2]]


def test_codes_are_counted_for_a_phone_wherever_they_are_asked_for(agenda, norte):
    asking = (asked(norte, time, address=f"203.0.113.{n}") for n, time in enumerate(many_times(norte)))
    assert sent_codes(agenda, *asking) == 3


def test_codes_are_counted_for_a_network_whoever_is_rung(agenda, norte):
    found = many_times(norte)
    assert sent_codes(agenda, *(asked(norte, one, phone=f"6880001{n:02}") for n, one in enumerate(found))) == 8
    with pytest.raises(BadPhone):
        agenda.ask_online(asked(norte, found[-1], phone="12", address="203.0.113.10"))


def test_a_crowd_of_robots_stops_at_the_clinics_limit(agenda, norte):
    mail = ({"way": "email", "email": f"{number}@robots.example"} for number in range(80))
    robots = (
        asked(norte, time, address=f"203.0.113.{n}", **typed)
        for n, (time, typed) in enumerate(zip(many_times(norte), mail, strict=True))
    )
    assert sent_codes(agenda, *robots) == 60
    assert agenda.day(norte.branch, NOW.date()).entries == ()


def test_the_time_is_held_while_the_code_is_typed_and_no_longer(agenda, norte):
    first = times(norte)[0]
    agenda.ask_online(asked(norte, first))
    with pytest.raises(SlotTaken) as taken:
        agenda.book(wish(norte, practitioner_id=first.practitioner_id, starts_at=first.starts_at))
    assert taken.value.clash.patient_name == ""
    with pytest.raises(OnlineTimeGone):
        agenda.ask_online(asked(norte, first, phone="688000111"))
    with time_machine.travel(NOW + timedelta(minutes=11)):
        assert times(norte)[0] == first
        agenda.book(wish(norte, practitioner_id=first.practitioner_id, starts_at=first.starts_at))


def test_without_redis_times_are_shown_and_no_code_is_sent(agenda, norte, without_redis):
    first = times(norte)[0]
    with pytest.raises(Unmetered):
        agenda.ask_online(asked(norte, first))
    with work() as session:
        assert session.scalar(select(ProofRow.id)) is None


def test_what_was_typed_is_forgotten_after_a_day(agenda, norte):
    token = agenda.ask_online(asked(norte, times(norte)[0]))
    with time_machine.travel(NOW + timedelta(hours=25)):
        with pytest.raises(NotFound):
            agenda.online_visit(token, HERE)
        assert agenda.throw_away_proofs() == 1
