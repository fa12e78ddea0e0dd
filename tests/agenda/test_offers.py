"""An offer of a freed time: the first yes is booked, the rest stay on the list, and it ends by itself."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text

from clinic_portal.contexts.agenda.links.tokens import digest_of
from clinic_portal.contracts.agenda import (
    AgendaContract,
    AnswerOffer,
    AskState,
    InThePast,
    NobodyFits,
    OfferGap,
    OfferOver,
    WaitlistState,
    WithdrawFromWaitlist,
)
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotFound, Throttled
from clinic_portal.foundation.work import work
from tests.agenda.capacity import book
from tests.agenda.waiting import gap, offered, wait
from tests.agenda.wishes import MORNING, NOW

HERE = "198.51.100.8"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def agenda(within, norte):
    with within(norte):
        yield find(AgendaContract)


def answer(token):
    return AnswerOffer(token=token, address=HERE)


def states(agenda, norte):
    return [ask.state for ask in agenda.gap_offers(norte.branch)[0].asks]


def test_the_first_yes_is_booked_and_the_second_stays_on_the_list(agenda, norte):
    first, second = offered(norte, MORNING, (0, 1), note="Trae informe")
    assert agenda.waitlist_entry(1).state is WaitlistState.OFFERED
    assert agenda.offered(first, HERE).state is AskState.ASKED, "looking does nothing"
    assert agenda.day(norte.branch, MORNING.date()).entries == ()
    assert agenda.accept_offer(answer(first)).state is AskState.ACCEPTED
    assert agenda.accept_offer(answer(first)).state is AskState.ACCEPTED, "a second press is the first"
    (booked,) = agenda.day(norte.branch, MORNING.date()).entries
    assert (booked.patient_id, booked.note) == (norte.patients[0], "Trae informe")
    with pytest.raises(OfferOver) as over:
        agenda.accept_offer(answer(second))
    assert over.value.state is AskState.TAKEN
    assert states(agenda, norte) == [AskState.ACCEPTED, AskState.TAKEN]
    assert [agenda.waitlist_entry(one).state for one in (1, 2)] == [WaitlistState.BOOKED, WaitlistState.WAITING]
    assert agenda.waitlist_entry(1).appointment_id == booked.id


def test_no_thanks_leaves_them_on_the_list(agenda, norte):
    (token,) = offered(norte, MORNING)
    assert agenda.refuse_offer(answer(token)).state is AskState.REFUSED
    assert agenda.refuse_offer(answer(token)).state is AskState.REFUSED
    assert agenda.waitlist_entry(1).state is WaitlistState.WAITING
    with pytest.raises(OfferOver):
        agenda.accept_offer(answer(token))


def test_what_the_desk_booked_in_between_is_gone(agenda, norte):
    (token,) = offered(norte, MORNING)
    book(norte, 15)
    with pytest.raises(OfferOver) as over:
        agenda.accept_offer(answer(token))
    assert over.value.state is AskState.TAKEN
    assert (agenda.offered(token, HERE).state, agenda.waitlist_entry(1).state) == (
        AskState.TAKEN,
        WaitlistState.WAITING,
    )


def test_an_offer_ends_when_its_hours_are_over_and_its_page_when_the_time_comes(agenda, norte):
    (token,) = offered(norte, MORNING + timedelta(hours=6), hours=1)
    with time_machine.travel(NOW + timedelta(hours=1, seconds=1)):
        assert agenda.offered(token, HERE).state is AskState.EXPIRED
        assert agenda.waitlist_entry(1).state is WaitlistState.WAITING
        with pytest.raises(OfferOver):
            agenda.accept_offer(answer(token))
    with time_machine.travel(MORNING + timedelta(hours=7)), pytest.raises(NotFound):
        agenda.offered(token, HERE)


def test_an_offer_never_holds_beyond_its_own_time(agenda, norte):
    offered(norte, MORNING, hours=48)
    assert agenda.gap_offers(norte.branch)[0].expires_at == MORNING


def test_who_was_booked_or_withdrawn_elsewhere_can_take_no_other_time(agenda, norte):
    (token,) = offered(norte, MORNING)
    entry = agenda.waitlist_entry(1)
    agenda.withdraw_from_waitlist(WithdrawFromWaitlist(entry_id=1, version=entry.version, reason="Ya no"))
    with pytest.raises(OfferOver):
        agenda.accept_offer(answer(token))
    assert agenda.day(norte.branch, MORNING.date()).entries == ()
    assert agenda.offer_token(1) is None, "and no message with the link leaves any more"


def test_only_whom_it_fits_is_asked_and_a_past_time_nobody(agenda, norte):
    fits, late = wait(norte), wait(norte, 1, since=15 * 60)
    ask = {"gap": gap(norte), "hours": 2}
    made = agenda.offer_gap(OfferGap(idempotency_key=new_id(), entries=(fits.id, late.id, 999), **ask))
    assert [one.entry_id for one in made.asks] == [fits.id]
    with pytest.raises(NobodyFits):
        agenda.offer_gap(OfferGap(idempotency_key=new_id(), entries=(late.id,), **ask))
    with time_machine.travel(MORNING + timedelta(hours=1)), pytest.raises(InThePast):
        agenda.offer_gap(OfferGap(idempotency_key=new_id(), entries=(fits.id,), **ask))


def test_the_database_keeps_the_digest_alone(agenda, norte):
    (token,) = offered(norte, MORNING)
    with work() as session:
        rows = session.execute(text("SELECT * FROM agenda.waitlist_ask").execution_options(**{REVIEWED: "a test"}))
        (row,) = rows.mappings()
    assert row["digest"] == digest_of(token)
    assert token not in str(dict(row))


def test_no_other_clinic_and_no_other_token_opens_it(agenda, within, norte, sur):
    (token,) = offered(norte, MORNING)
    for wrong in (token[::-1], "", "x" * 5000):
        with pytest.raises(NotFound):
            agenda.accept_offer(answer(wrong))
    with pytest.raises(NotFound):
        agenda.visit(token, HERE)
    with within(sur), pytest.raises(NotFound):
        find(AgendaContract).accept_offer(answer(token))


def test_a_flood_is_held_up(within, norte):
    with time_machine.travel(NOW, tick=False), within(norte):
        (token,) = offered(norte, MORNING)
        for _ in range(60):
            find(AgendaContract).offered(token, HERE)
        with pytest.raises(Throttled):
            find(AgendaContract).accept_offer(answer(token))


def test_the_page_is_in_their_language_and_only_a_button_answers(app, agenda, norte):
    first, second = offered(norte, MORNING, (0, 1))
    agenda.offer_message(2, "en")
    anybody = app.test_client()
    page = anybody.get(f"/c/norte/offer/{first}")
    assert (page.status_code, "Sí, la quiero" in page.text, page.headers["Cache-Control"]) == (200, True, "no-store")
    assert [anybody.get(f"/c/norte/offer/{first}/{act}").status_code for act in ("acceptance", "refusal")] == [405, 405]
    yes = anybody.post(f"/c/norte/offer/{first}/acceptance")
    assert (yes.status_code, "Es suya" in yes.text) == (200, True)
    late = anybody.post(f"/c/norte/offer/{second}/acceptance")
    assert (late.status_code, "Somebody else has taken this time" in late.text) == (409, True)
