"""Keeps identity's promises."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import structlog
from sqlalchemy.exc import SQLAlchemyError

from clinic_portal.contexts.identity import links, queries, session_cache
from clinic_portal.contexts.identity.commands.change_language import change_language
from clinic_portal.contexts.identity.commands.create_user import create_user
from clinic_portal.contexts.identity.commands.end_other_session import end_other_session
from clinic_portal.contexts.identity.commands.end_sessions import end_sessions
from clinic_portal.contexts.identity.commands.join_clinic import join_clinic
from clinic_portal.contexts.identity.commands.keep_clinic import keep_clinic, rename_clinic
from clinic_portal.contexts.identity.commands.note_visit import note_visit
from clinic_portal.contexts.identity.commands.request_password_reset import request_password_reset
from clinic_portal.contexts.identity.commands.reset_password import reset_password
from clinic_portal.contexts.identity.commands.resume_session import note_every, resume_session
from clinic_portal.contexts.identity.commands.sign_in import sign_in
from clinic_portal.contexts.identity.commands.throw_away_old import throw_away_old
from clinic_portal.contexts.identity.staff_promises import StaffPromises
from clinic_portal.contexts.identity.visits import Visits
from clinic_portal.contracts.clinics import ClinicCreated, ClinicProfileChanged
from clinic_portal.contracts.identity import (
    CreateUser,
    IdentityContract,
    JoinClinic,
    SessionView,
    SignedIn,
    SignIn,
    SignInRefused,
)
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.digests import digest_of
from clinic_portal.foundation.events import Event
from clinic_portal.foundation.events.passing import HourPassed
from clinic_portal.foundation.events.subscriptions import Listener
from clinic_portal.foundation.settings import Settings
from clinic_portal.foundation.telemetry.failures import told
from clinic_portal.foundation.tenancy import current_clinic_id, outside
from clinic_portal.foundation.throttle import Throttle
from clinic_portal.foundation.work import work

log = structlog.get_logger()


class IdentityService(StaffPromises, IdentityContract):
    """Who people are and where they belong; people are global, so this happens outside of every clinic.

    What happens inside of one stands in `StaffPromises`.
    """

    def __init__(self, settings: Settings) -> None:
        self._demo = settings.demo
        self._idle = timedelta(minutes=settings.session_idle_minutes)
        self._absolute = timedelta(days=settings.session_days)
        self._throttle = Throttle()
        self._visits = Visits()

    def listeners(self) -> tuple[Listener, ...]:
        return (Listener("identity.on_hour_passed", HourPassed, self.on_hour_passed),)

    def on_hour_passed(self, _event: HourPassed) -> None:
        with outside(), work():
            throw_away_old()

    def projections(self) -> tuple[tuple[type[Event], Callable[[Any], None]], ...]:
        return ((ClinicCreated, keep_clinic), (ClinicProfileChanged, rename_clinic))

    def sign_in(self, command: SignIn) -> SignedIn:
        with outside():
            session_id = sign_in(command, self._throttle, demo=self._demo)
            person = self.find_session(session_id)
        if person is None:
            raise SignInRefused
        return person

    def find_session(self, session_id: str, *, by_itself: bool = False) -> SignedIn | None:
        unnoted = None if by_itself else note_every(self._idle)
        known, person = session_cache.find(digest_of(session_id), session_id, unnoted)
        if known:
            return person
        with outside(), work():
            return resume_session(session_id, self._idle, self._absolute, by_itself=by_itself)

    def note_visit(self, session_id: str) -> None:
        digest = digest_of(session_id)
        if not self._visits.is_due(current_clinic_id(), digest, now()):
            return
        # The page is answered already: bookkeeping that cannot be done is told to operators, not to the visitor.
        try:
            with work():
                note_visit(digest)
        except (SQLAlchemyError, psycopg.Error) as error:
            log.warning("visit_not_noted", failure=told(error))

    def end_session(self, session_id: str) -> None:
        with outside(), work():
            end_sessions(digest_of(session_id))

    def sessions(self, user_id: int, session_id: str) -> tuple[SessionView, ...]:
        with outside(), work():
            return queries.sessions(user_id, digest_of(session_id), now() - self._idle)

    def end_other_session(self, user_id: int, handle: str) -> None:
        with outside(), work():
            end_other_session(user_id, handle)

    def request_password_reset(self, email: str, address: str) -> None:
        request_password_reset(email, address, self._throttle)

    def reset_token(self, reset_id: str) -> str:
        return links.token(reset_id)

    def is_reset_open(self, token: str) -> bool:
        reset_id = links.read(token)
        with outside(), work():
            return reset_id is not None and queries.owner_of_reset(reset_id) is not None

    def reset_password(self, token: str, password: str) -> None:
        reset_password(links.read(token), password, demo=self._demo)

    def change_language(self, user_id: int, language: str) -> None:
        with outside(), work():
            change_language(user_id, language)

    def create_user(self, command: CreateUser) -> int:
        with outside():
            return create_user(command, demo=self._demo)

    def join_clinic(self, command: JoinClinic) -> None:
        with work():
            join_clinic(command)
