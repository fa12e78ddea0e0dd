"""Patients who book by themselves: what the clinic allows, what they are offered, and how they prove who they are."""

from datetime import date, datetime
from typing import Literal, Protocol

from pydantic import Field

from clinic_portal.contracts.agenda.kinds import AppointmentTypeView
from clinic_portal.contracts.agenda.online_requests import OnlineDesk
from clinic_portal.foundation.events import Event
from clinic_portal.foundation.values import Command, Value

CODE_LENGTH, CODE_MINUTES, CODE_TRIES, CODE_SENDS = 6, 10, 5, 3
"""Digits of a code, how long it holds, how often it may be typed, and how many codes one visitor is sent."""
Way = Literal["sms", "email"]


class OnlinePolicy(Value):
    """What a clinic allows those who book by themselves; `version` 0 was never changed, and is closed.

    With `approval` a time is only asked for, and kept; with `known_only` nobody but the clinic's patients gets one. Of
    notice and horizon the stricter counts, this one or the kind's. `most_open` is how many times still to come one
    person may have; the daily limits are of what is booked so for one day, 0 for none. What has no answer after
    `answer_hours` is named at the end of the day.
    """

    open: bool = False
    approval: bool = True
    known_only: bool = False
    notice_minutes: int = 120
    horizon_days: int = 60
    most_open: int = 2
    daily_practitioner: int = 0
    daily_clinic: int = 0
    answer_hours: int = 24
    text: str = ""
    version: int = 0


class SetOnlinePolicy(Command):
    version: int
    open: bool
    approval: bool
    known_only: bool
    notice_minutes: int = Field(ge=0, le=86_400)
    horizon_days: int = Field(ge=1, le=366)
    most_open: int = Field(ge=1, le=20)
    daily_practitioner: int = Field(ge=0, le=200)
    daily_clinic: int = Field(ge=0, le=2_000)
    answer_hours: int = Field(ge=1, le=240)
    text: str = Field("", max_length=1_000)


class OnlineFront(Value):
    """The first thing a visitor sees: the clinic's words and the kinds that can be booked."""

    text: str
    kinds: tuple[AppointmentTypeView, ...]


class FindOnlineTimes(Command):
    """Times of a kind from a day on; 0 is any practitioner, any branch. `address` is where the visitor asks from."""

    address: str
    type_id: int
    practitioner_id: int = 0
    branch_id: int = 0
    first: date | None = None


class OnlineTime(Value):
    """A time that can be booked, one practitioner of those who are free then; `starts_at` in UTC."""

    starts_at: datetime
    practitioner_id: int
    branch_id: int


class OnlineTimes(Value):
    """Times in order; `later` is the first day that was not looked at, None where nothing comes after."""

    times: tuple[OnlineTime, ...]
    later: date | None


class AskOnline(Command):
    """Who wants which time; a code goes to the phone or, by `way`, to the address. Names and phone as typed."""

    address: str
    type_id: int
    practitioner_id: int
    branch_id: int
    starts_at: datetime
    given: str = Field(min_length=1, max_length=120)
    family: str = Field(min_length=1, max_length=120)
    phone: str = Field(min_length=1, max_length=40)
    email: str = Field("", max_length=254)
    birth_date: date | None = None
    way: Way = "sms"
    language: Literal["es", "en"] = "es"


class ProveOnline(Command):
    """The code as it was typed."""

    token: str
    address: str
    code: str = Field(max_length=40)


class ChooseOnlineTime(Command):
    """Another time for somebody who has proved who they are, since the first was taken meanwhile."""

    token: str
    address: str
    practitioner_id: int
    branch_id: int
    starts_at: datetime


class OnlineVisit(Value):
    """What a visitor has asked for, as they may see it: their own words and nothing of any record.

    `outcome` is booked or requested, empty until then; whom the clinic does not know reads `requested`, too.
    """

    way: Way
    contact: str
    language: str
    given: str
    type_id: int
    practitioner_id: int
    branch_id: int
    starts_at: datetime
    minutes: int
    proved: bool
    outcome: str
    tries_left: int
    sends_left: int


class OnlineLetter(Value):
    """What a visitor is told; without `code` that the clinic gives them no time this way."""

    way: Way
    contact: str
    language: str
    code: str | None


class OnlineCodeAsked(Event):
    """A code is to be sent; `sending` counts, so that each is a message of its own."""

    proof_id: int
    sending: int


class OnlineRefused(Event):
    """Somebody whom the clinic does not know asked for a time, and is to be told that they should call."""

    proof_id: int


class OnlineBooking(OnlineDesk, Protocol):
    """What a visitor without an account does; all of it raises NotFound unless the clinic has opened it."""

    def online_policy(self) -> OnlinePolicy:
        """What holds now; for the clinic's own people."""

    def set_online_policy(self, command: SetOnlinePolicy) -> OnlinePolicy:
        """Change it; raises Stale."""

    def online_front(self, address: str) -> OnlineFront:
        """Where it begins; raises NotFound or Throttled."""

    def online_times(self, query: FindOnlineTimes) -> OnlineTimes:
        """The next times; raises NotFound for a kind that patients do not book, or Throttled."""

    def ask_online(self, command: AskOnline) -> str:
        """Send a code; gives the token of the page that it is typed into, whoever it was.

        Raises NotFound, OnlineTimeGone, BadPhone, Throttled, or Unmetered while nobody can count.
        """

    def send_online_code(self, token: str, address: str) -> OnlineVisit:
        """Send another code, which makes the last one void; raises NotFound, NoMoreCodes, Throttled or Unmetered."""

    def online_visit(self, token: str, address: str) -> OnlineVisit:
        """How far it is; raises NotFound or Throttled."""

    def prove_online(self, command: ProveOnline) -> OnlineVisit:
        """Book, or ask for, what was chosen; a second time gives what came of the first.

        Raises NotFound, Throttled, WrongCode, NoMoreCodes, OnlineTimeGone or TooManyOnline.
        """

    def choose_online_time(self, command: ChooseOnlineTime) -> OnlineVisit:
        """The same with another time, for who has proved it; raises as `prove_online`."""

    def online_letter(self, proof_id: int, sending: int) -> OnlineLetter | None:
        """What is to be sent now; None for a code that another has taken the place of, or that is over."""

    def throw_away_proofs(self) -> int:
        """Forget what visitors typed a day ago; how many."""
