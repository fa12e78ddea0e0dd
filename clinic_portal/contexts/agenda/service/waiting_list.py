"""The waiting list's promises."""

from datetime import date

from clinic_portal.contexts.agenda import stamps
from clinic_portal.contexts.agenda.appointment_views import appointment
from clinic_portal.contexts.agenda.capacity import clash_named
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contexts.agenda.waiting_list import asks, fitting, queries
from clinic_portal.contexts.agenda.waiting_list.commands import answer_offer, keep_entry
from clinic_portal.contexts.agenda.waiting_list.commands.book_entry import book_waiting
from clinic_portal.contexts.agenda.waiting_list.commands.end_taken import end_taken
from clinic_portal.contexts.agenda.waiting_list.commands.offer_gap import offer_gap
from clinic_portal.contexts.agenda.waiting_list.commands.wait_again import wait_again
from clinic_portal.contracts.agenda import (
    AddToWaitlist,
    AnswerOffer,
    AppointmentBooked,
    AppointmentMoved,
    AppointmentUndone,
    AppointmentView,
    AskState,
    BookWaiting,
    EditWaitlistEntry,
    Fit,
    Gap,
    GapOffer,
    OfferedTime,
    OfferGap,
    OfferOver,
    WaitlistEntry,
    WaitlistPage,
    WaitlistQuery,
    WithdrawFromWaitlist,
)
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.once import once
from clinic_portal.foundation.throttle import Allowance, Throttle, neighbourhood
from clinic_portal.foundation.work import work

ANSWERS = Allowance("offers", burst=60, every=2_000)
"""Of one network: a family's phones, and no search for tokens."""
BOOKED = "booked"
"""The word of the deed that made an appointment."""


class WaitingList(Housed):
    """Who waits, whom a gap fits, and offers."""

    _answers = Throttle()

    def waitlist(self, query: WaitlistQuery) -> WaitlistPage:
        day = self._today()
        with work():
            return queries.page(query, day)

    def waitlist_stamp(self) -> str:
        return stamps.stamp(self._today(), of=stamps.WAITLIST)

    def waitlist_entry(self, entry_id: int) -> WaitlistEntry:
        day = self._today()
        with work():
            return queries.entry(entry_id, day)

    def add_to_waitlist(self, command: AddToWaitlist) -> WaitlistEntry:
        house, day = self._clinics.directory(), self._today()
        with work():
            self._touch(day)
            return once(command, WaitlistEntry, lambda: queries.entry(keep_entry.add_entry(command, house), day))

    def edit_waitlist_entry(self, command: EditWaitlistEntry) -> WaitlistEntry:
        house, day = self._clinics.directory(), self._today()
        with work():
            self._touch(day)
            keep_entry.edit_entry(command, house)
            return queries.entry(command.entry_id, day)

    def withdraw_from_waitlist(self, command: WithdrawFromWaitlist) -> WaitlistEntry:
        house, day = self._clinics.directory(), self._today()
        with work():
            self._touch(day)
            keep_entry.withdraw_entry(command, house)
            return queries.entry(command.entry_id, day)

    def who_fits(self, gap: Gap) -> tuple[Fit, ...]:
        house = self._clinics.directory()
        with work():
            return fitting.who_fits(house, gap)

    def book_waiting(self, command: BookWaiting) -> AppointmentView:
        house, day = self._clinics.directory(), self._today()
        with clash_named(house), work():
            self._touch(day)
            return once(command, AppointmentView, lambda: appointment(book_waiting(command, house)))

    def offer_gap(self, command: OfferGap) -> GapOffer:
        house, day = self._clinics.directory(), self._today()
        with work():
            self._touch(day)
            return once(command, GapOffer, lambda: asks.gap_offers(offer_id=offer_gap(command, house))[0])

    def gap_offers(self, branch_id: int) -> tuple[GapOffer, ...]:
        with work():
            return asks.gap_offers(branch_id=branch_id)

    def offer_message(self, ask_id: int, language: str) -> OfferedTime:
        with work():
            ask, offer, entry = asks.asked(ask_id)
            ask.language = language
            return asks.offered(ask, offer, entry)

    def offer_token(self, ask_id: int) -> str | None:
        with work():
            ask, offer, entry = asks.asked(ask_id)
            is_open = asks.state_of(ask, offer.expires_at, entry.state) is AskState.ASKED
            return asks.token(ask) if is_open else None

    def offered(self, token: str, address: str) -> OfferedTime:
        self._answers.spend(ANSWERS, neighbourhood(address))
        with work():
            return asks.offered(*asks.opened_by(token))

    def accept_offer(self, command: AnswerOffer) -> OfferedTime:
        self._answers.spend(ANSWERS, neighbourhood(command.address))
        house, day = self._clinics.directory(), self._today()
        try:
            with work():
                self._touch(day)
                answer_offer.accept(command.token, house)
                return asks.offered(*asks.opened_by(command.token))
        except answer_offer.GONE:
            with work():
                self._touch(day)
                found = asks.offered(*answer_offer.give_up(command.token))
            # A second press of the same, while the first was being answered, finds its own booking in the way.
            if found.state is not AskState.ACCEPTED:
                raise OfferOver(found.state) from None
            return found

    def refuse_offer(self, command: AnswerOffer) -> OfferedTime:
        self._answers.spend(ANSWERS, neighbourhood(command.address))
        day = self._today()
        with work():
            self._touch(day)
            answer_offer.refuse(command.token)
            return asks.offered(*asks.opened_by(command.token))

    def on_time_taken(self, event: AppointmentBooked | AppointmentMoved) -> None:
        """Whoever was offered a time that somebody else has now is told; the winner of an offer told the rest."""
        house, day = self._clinics.directory(), self._today()
        with work():
            if end_taken(house, event.branch_id, event.starts_at, event.ends_at):
                self._touch(day)

    def on_undone(self, event: AppointmentUndone) -> None:
        """In the transaction that undoes: whoever was booked from the list waits again."""
        if event.deed == BOOKED:
            wait_again(event.appointment_id, self._zone())

    def _today(self) -> date:
        return today(self._zone())

    def _touch(self, day: date) -> None:
        stamps.touch_after_commit(day, of=stamps.WAITLIST)
