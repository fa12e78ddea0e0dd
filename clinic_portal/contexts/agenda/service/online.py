"""Patients who book by themselves, without an account: every step is counted, and nothing tells who is a patient."""

from clinic_portal.contexts.agenda.commands.hold_slot import hold_slot
from clinic_portal.contexts.agenda.online import proofs
from clinic_portal.contexts.agenda.online.booking import GONE, Desk, book_online
from clinic_portal.contexts.agenda.online.codes import new_token
from clinic_portal.contexts.agenda.online.models import ProofRow
from clinic_portal.contexts.agenda.online.times import Offer, is_offered, online_times
from clinic_portal.contexts.agenda.service.answering import Answering
from clinic_portal.contracts.agenda import AppointmentTypeView, HoldSlot, OnlineTimeGone, WrongCode
from clinic_portal.contracts.agenda.online import (
    CODE_MINUTES,
    CODE_SENDS,
    CODE_TRIES,
    AskOnline,
    ChooseOnlineTime,
    FindOnlineTimes,
    OnlineFront,
    OnlineLetter,
    OnlinePolicy,
    OnlineTime,
    OnlineTimes,
    OnlineVisit,
    ProveOnline,
)
from clinic_portal.contracts.clinics import Flag
from clinic_portal.contracts.patients import BadPhone
from clinic_portal.foundation.flags import is_on
from clinic_portal.foundation.phones import find_e164
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.throttle import Allowance, Throttle, neighbourhood
from clinic_portal.foundation.work import work

LOOKS = Allowance("online-looks", burst=120, every=1_500)
"""Of one network, pages looked at and codes typed."""
CODES_TO_ONE = Allowance("online-codes-contact", burst=3, every=1_200_000)
CODES_FROM_ONE = Allowance("online-codes-network", burst=8, every=450_000)
CODES_OF_CLINIC = Allowance("online-codes-clinic", burst=60, every=30_000)
"""A phone is not rung by strangers all day, a network does not send codes all day, and a clinic does not pay for it."""
HELD = CODE_MINUTES * 60
"""Seconds that a time is kept for somebody who has not proved who they are."""


class OnlineBooking(Answering):
    """Choose a time, type a code, have it."""

    _looks = Throttle()
    _codes = Throttle(alone=False)

    def online_front(self, address: str) -> OnlineFront:
        policy = self._open(address)
        return OnlineFront(text=policy.text, kinds=self._online_kinds())

    def online_times(self, query: FindOnlineTimes) -> OnlineTimes:
        policy, house = self._open(query.address), self._clinics.directory()
        kind = self._online_kind(query.type_id)
        with work():
            return online_times(Offer(house, policy, kind), query)

    def ask_online(self, command: AskOnline) -> str:
        policy, house = self._open(command.address), self._clinics.directory()
        kind, phone = self._online_kind(command.type_id), find_e164(command.phone, house.clinic.country)
        if phone is None:
            raise BadPhone
        wanted = OnlineTime.model_validate(command.model_dump(include=set(OnlineTime.model_fields)))
        with work():
            if not is_offered(Offer(house, policy, kind), wanted):
                raise OnlineTimeGone
        self._count_code(command.address, phone if command.way == "sms" else command.email.strip().casefold())
        token = new_token()
        held = {name: getattr(wanted, name) for name in ("practitioner_id", "starts_at")}
        try:
            with work():
                hold_slot(HoldSlot(key=token, type_id=kind.id, minutes=kind.minutes, seconds=HELD, **held), house)
                proofs.ask(command, token, phone)
        except GONE:
            raise OnlineTimeGone from None
        return token

    def send_online_code(self, token: str, address: str) -> OnlineVisit:
        self._open(address)
        with work():
            contact = proofs.opened(token).contact
        self._count_code(address, contact)
        with work():
            row = proofs.opened(token, locked=True)
            proofs.send_again(row)
            return self._online_view(row)

    def online_visit(self, token: str, address: str) -> OnlineVisit:
        self._open(address)
        with work():
            return self._online_view(proofs.opened(token))

    def prove_online(self, command: ProveOnline) -> OnlineVisit:
        self._open(command.address)
        with work():
            proved = proofs.attempt(proofs.opened(command.token, locked=True), command.code)
        if not proved:
            raise WrongCode
        return self._take_it(command.token, None)

    def choose_online_time(self, command: ChooseOnlineTime) -> OnlineVisit:
        self._open(command.address)
        return self._take_it(command.token, command)

    def online_letter(self, proof_id: int, sending: int) -> OnlineLetter | None:
        with work():
            return proofs.letter(proof_id, sending)

    def throw_away_proofs(self) -> int:
        with work():
            return proofs.throw_away()

    def _take_it(self, token: str, other: ChooseOnlineTime | None) -> OnlineVisit:
        """Book for who has proved it; of two presses the second waits, and finds what the first did."""
        desk = Desk(self._clinics.directory(), self._patients)
        try:
            with work():
                row = proofs.opened(token, locked=True)
                if row.proved_at is None:
                    raise NotFound
                if other and not row.outcome:
                    row.starts_at, row.practitioner_id = other.starts_at, other.practitioner_id
                    row.branch_id = other.branch_id
                if not row.outcome:
                    book_online(row, token, self._online_kind(row.type_id), desk)
                return self._online_view(row)
        except GONE:
            raise OnlineTimeGone from None

    def _online_view(self, row: ProofRow) -> OnlineVisit:
        kind = next(one for one in self.types() if one.id == row.type_id)
        # Whom the clinic knows nobody learns here: where only patients get a time, everybody waits for a message.
        quiet = row.outcome == "refused" or (row.outcome == "booked" and self.online_policy().known_only)
        return OnlineVisit.model_validate(
            {
                name: getattr(row, name)
                for name in ("way", "contact", "language", "given", "type_id", "practitioner_id", "branch_id")
            }
            | {"starts_at": row.starts_at, "minutes": kind.minutes, "proved": row.proved_at is not None}
            | {"outcome": "requested" if quiet else row.outcome}
            | {"tries_left": CODE_TRIES - row.tries, "sends_left": CODE_SENDS - row.sends}
        )

    def _open(self, address: str) -> OnlinePolicy:
        policy = self.online_policy()
        if not policy.open or not is_on(Flag.ONLINE_BOOKING):
            raise NotFound
        self._looks.spend(LOOKS, neighbourhood(address))
        return policy

    def _count_code(self, address: str, contact: str) -> None:
        self._codes.spend(CODES_FROM_ONE, neighbourhood(address))
        self._codes.spend(CODES_TO_ONE, contact)
        self._codes.spend(CODES_OF_CLINIC, str(current_clinic_id()))

    def _online_kinds(self) -> tuple[AppointmentTypeView, ...]:
        return tuple(one for one in self.types() if one.online and not one.retired)

    def _online_kind(self, type_id: int) -> AppointmentTypeView:
        found = next((one for one in self._online_kinds() if one.id == type_id), None)
        if found is None:
            raise NotFound
        return found
