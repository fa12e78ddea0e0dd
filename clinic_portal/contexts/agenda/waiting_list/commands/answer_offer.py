"""An offer is answered, or its time has gone: the first yes is booked, the rest are told."""

from collections.abc import Iterable

from sqlalchemy import select

from clinic_portal.contexts.agenda.capacity import Overlapped
from clinic_portal.contexts.agenda.waiting_list import asks, queries
from clinic_portal.contexts.agenda.waiting_list.commands.book_entry import book_entry
from clinic_portal.contexts.agenda.waiting_list.models import AskRow, OfferRow
from clinic_portal.contracts.agenda import (
    AskState,
    InThePast,
    NotForThisKind,
    NotWaiting,
    OfferOver,
    OutsideHours,
    UnknownChoice,
    WaitlistMissed,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import now, today
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work

GONE = (Overlapped, OutsideHours, UnknownChoice, NotForThisKind, InThePast, NotWaiting)
"""Why what was offered cannot be booked any more; the work that found it out is rolled back."""


def accept(token: str, house: ClinicDirectory) -> bool:
    """Whether the answer was new; raises NotFound, OfferOver or one of GONE.

    Schedules are locked first, then the offer, then the entry, so that nobody waits in a circle: who comes second
    finds the time taken.
    """
    ask, offer, entry = asks.opened_by(token)
    if ask.state == AskState.ACCEPTED:
        return False
    _expect_open(asks.state_of(ask, offer.expires_at, entry.state))
    wished = queries.entry(entry.id, today(house.clinic.time_zone))
    appointment_id = book_entry(house, wished, offer.practitioner_id, offer.branch_id, ask.starts_at)
    for one in _held(offer.id):
        if one.id != ask.id:
            _lose([one])
        elif one.state != AskState.ASKED:
            raise OfferOver(AskState(one.state))
        else:
            one.state, one.answered_at, one.appointment_id = AskState.ACCEPTED.value, now(), appointment_id
    current_work().flush()
    return True


def refuse(token: str) -> bool:
    """Whether the answer was new; raises NotFound or OfferOver."""
    ask, offer, entry = asks.opened_by(token)
    held = next(one for one in _held(offer.id) if one.id == ask.id)
    if held.state == AskState.REFUSED:
        return False
    _expect_open(asks.state_of(held, offer.expires_at, entry.state))
    held.state, held.answered_at = AskState.REFUSED.value, now()
    current_work().flush()
    return True


def give_up(token: str) -> asks.Read:
    """Note that what was offered is gone; how the offer stands now."""
    ask, offer, entry = asks.opened_by(token)
    held = next(one for one in _held(offer.id) if one.id == ask.id)
    if asks.state_of(held, offer.expires_at, entry.state) is AskState.ASKED:
        # Nobody is told by message what they read on the page.
        held.state, held.answered_at = AskState.TAKEN.value, now()
        current_work().flush()
    return held, offer, entry


def end_asks(gone: Iterable[tuple[int, int]]) -> int:
    """Tell those whose time went to another, given by offer and ask; how many they were."""
    wanted, told = sorted(gone), 0
    for offer_id in sorted({offer_id for offer_id, _ in wanted}):
        told += _lose([one for one in _held(offer_id) if (offer_id, one.id) in wanted])
    current_work().flush()
    return told


def _held(offer_id: int) -> list[AskRow]:
    """All who were asked, under the lock of their offer."""
    session = current_work()
    session.execute(select(OfferRow.id).where(OfferRow.id == offer_id).with_for_update())
    rows = select(AskRow).where(AskRow.offer_id == offer_id).order_by(AskRow.id)
    return list(session.scalars(rows.execution_options(populate_existing=True)))


def _lose(rows: Iterable[AskRow]) -> int:
    told = 0
    for one in rows:
        if one.state == AskState.ASKED:
            one.state, one.answered_at, told = AskState.TAKEN.value, now(), told + 1
            publish(WaitlistMissed(ask_id=one.id, patient_id=asks.asked(one.id)[2].patient_id))
    return told


def _expect_open(state: AskState) -> None:
    if state is not AskState.ASKED:
        raise OfferOver(state)
