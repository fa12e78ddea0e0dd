"""What those on the waiting list are told: a time in their language and on the clinic's clock, and that it has gone."""

import re
from datetime import timedelta

import pytest

from clinic_portal.contracts.agenda import (
    AddToWaitlist,
    AgendaContract,
    AnswerOffer,
    AskState,
    Gap,
    OfferGap,
    OfferOver,
)
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.notifications.desk import MADRID, Desk, in_days

WHEN = in_days(3, 10, 30)
NAMES = {"Marta": "Ibáñez Ruiz", "Tom": "Baker", "Eva": "Sanz"}


def offer(desk: Desk, *languages: str) -> list[str]:
    """Somebody with each language waits and is asked; their e-mail addresses."""
    people = []
    for number, (language, name) in enumerate(zip(languages, NAMES.items(), strict=False)):
        email = f"{language}{number}@example.com"
        people.append(desk.register(email=email, language=language, phone=f"65555555{number}", name=name))
    with desk.app.app_context(), inside(desk.house.id):
        agenda = find(AgendaContract)
        wished = {"type_id": desk.house.visit, "minutes": 30, "first_day": today(MADRID)}
        entries = [
            agenda.add_to_waitlist(AddToWaitlist(idempotency_key=new_id(), patient_id=one.id, **wished)).id
            for one in people
        ]
        gap = Gap(practitioner_id=desk.house.practitioners[0], branch_id=desk.house.branch, starts_at=WHEN, minutes=30)
        agenda.offer_gap(OfferGap(idempotency_key=new_id(), gap=gap, entries=tuple(entries), hours=4))
    return [one.email for one in people]


def told(desk: Desk, email: str) -> list[str]:
    return [f"{one.subject}\n{one.text}" for one in desk.mailbox() if one.recipient == email]


def token_in(text: str) -> str:
    return re.search(r"/c/norte/offer/([\w-]{22})", text)[1]


def test_each_is_asked_with_a_link_of_their_own_in_their_language(desk: Desk) -> None:
    spanish, english = offer(desk, "es", "en")
    desk.work_off()
    (first,), (second,) = told(desk, spanish), told(desk, english)
    assert "Hay una hora libre en Clínica Norte" in first
    assert "10:30" in first
    assert "A time is free at Clínica Norte" in second
    assert token_in(first) != token_in(second)
    short = [one.text for one in desk.mailbox() if one.channel == "sms"]
    assert len(short) == 2
    assert all(token_in(text) for text in short)
    with desk.app.app_context(), inside(desk.house.id):
        assert find(AgendaContract).offered(token_in(first), "198.51.100.9").language == "es"


def test_the_winner_is_confirmed_once_and_the_rest_are_told_once(desk: Desk) -> None:
    winner, loser, third = offer(desk, "es", "en", "es")
    desk.work_off()
    token, other = token_in(told(desk, winner)[0]), token_in(told(desk, loser)[0])
    with desk.app.app_context(), inside(desk.house.id):
        agenda = find(AgendaContract)
        agenda.refuse_offer(AnswerOffer(token=token_in(told(desk, third)[0]), address="198.51.100.9"))
        agenda.accept_offer(AnswerOffer(token=token, address="198.51.100.9"))
        agenda.accept_offer(AnswerOffer(token=token, address="198.51.100.9"))
        assert agenda.offered(other, "198.51.100.9").state is AskState.TAKEN
    desk.work_off(hurry=True)
    assert [one.startswith("Su cita en Clínica Norte") for one in told(desk, winner)].count(True) == 1
    assert [one.startswith("The time on") for one in told(desk, loser)] == [True, False]
    assert len(told(desk, third)) == 1, "who said no is not told again"


def test_when_the_desk_books_the_time_those_who_were_asked_are_told(desk: Desk) -> None:
    (asked,) = offer(desk, "es")
    desk.work_off()
    someone = desk.register(email="otra@example.com", phone="656666666", name=("Ana", "Gil"))
    desk.book(someone, WHEN + timedelta(hours=2))
    desk.work_off()
    assert len(told(desk, asked)) == 1, "another time takes nothing away"
    desk.book(someone, WHEN + timedelta(minutes=15))
    desk.work_off()
    assert ["ya está ocupada" in one for one in told(desk, asked)].count(True) == 1
    with desk.app.app_context(), inside(desk.house.id):
        assert find(AgendaContract).gap_offers(desk.house.branch)[0].asks[0].state is AskState.TAKEN


def test_an_offer_that_is_over_when_its_message_would_leave_is_not_made(desk: Desk) -> None:
    (asked,) = offer(desk, "es")
    someone = desk.register(email="otra@example.com", phone="656666666", name=("Ana", "Gil"))
    desk.book(someone, WHEN)
    with desk.app.app_context(), inside(desk.house.id):
        agenda = find(AgendaContract)
        with pytest.raises(OfferOver):
            agenda.accept_offer(AnswerOffer(token=agenda.offer_token(1) or "", address="198.51.100.9"))
    desk.work_off()
    assert told(desk, asked) == []
