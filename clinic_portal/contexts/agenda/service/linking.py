"""The promises about links that leave the house."""

from flask_babel import force_locale, gettext as _

from clinic_portal.contexts.agenda import stamps
from clinic_portal.contexts.agenda.links import calendars, keeping, screens, visits
from clinic_portal.contexts.agenda.service.policies import Policies
from clinic_portal.contracts.agenda import (
    AddCalendar,
    AddScreen,
    AskToMove,
    CalendarShows,
    CancelVisit,
    ConfirmVisit,
    LinkPurpose,
    MoveWish,
    RevokeLink,
    ScreenView,
    SecretLink,
    SettleWish,
    UnknownChoice,
    VisitView,
)
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.throttle import Allowance, Throttle, neighbourhood
from clinic_portal.foundation.work import work

VISITS = Allowance("visits", burst=60, every=2_000)
"""Of one network: a family's phones, and no search for tokens."""


class Linking(Policies):
    """Screens, calendars, and appointments in their patients' hands."""

    _visits = Throttle()

    def secret_links(self, purpose: LinkPurpose) -> tuple[SecretLink, ...]:
        with work():
            return keeping.links(purpose)

    def add_screen(self, command: AddScreen) -> SecretLink:
        if command.branch_id not in {branch.id for branch in self._clinics.directory().branches}:
            raise UnknownChoice("branch_id")
        with work():
            return keeping.view(keeping.make(LinkPurpose.SCREEN, branch_id=command.branch_id, name=command.name))

    def add_calendar(self, command: AddCalendar) -> SecretLink:
        if command.practitioner_id not in {one.id for one in self._clinics.directory().practitioners}:
            raise UnknownChoice("practitioner_id")
        about = {"practitioner_id": command.practitioner_id, "shows": command.shows.value}
        with work():
            return keeping.view(keeping.make(LinkPurpose.CALENDAR, **about))

    def revoke_link(self, command: RevokeLink) -> SecretLink:
        day = today(self._zone())
        with work():
            # Screens that poll are told at once.
            stamps.touch_after_commit(day, of=stamps.QUEUE)
            return keeping.revoke(command.link_id)

    def screen(self, token: str) -> ScreenView:
        house = self._clinics.directory()
        with work():
            return screens.screen(house, keeping.opened_by(token, LinkPurpose.SCREEN).branch_id or 0)

    def calendar(self, token: str) -> str:
        house = self._clinics.directory()
        with force_locale(house.clinic.language):
            busy = _("Busy")
        with work():
            link = keeping.opened_by(token, LinkPurpose.CALENDAR)
            return calendars.calendar(house, link.practitioner_id or 0, CalendarShows(link.shows), busy)

    def visit_link(self, appointment_id: int, language: str) -> int:
        with work():
            return visits.visit_link(appointment_id, language)

    def visit_token(self, link_id: int) -> str | None:
        with work():
            return visits.visit_token(link_id)

    def visit(self, token: str, address: str) -> VisitView:
        self._visits.spend(VISITS, neighbourhood(address))
        policy = self.day_policy()
        with work():
            return visits.visit(token, policy)

    def confirm_visit(self, command: ConfirmVisit) -> VisitView:
        self._visits.spend(VISITS, neighbourhood(command.address))
        policy, zone = self.day_policy(), self._zone()
        with work():
            visits.confirm_visit(command, zone)
            return visits.visit(command.token, policy)

    def cancel_visit(self, command: CancelVisit) -> VisitView:
        self._visits.spend(VISITS, neighbourhood(command.address))
        policy, zone = self.day_policy(), self._zone()
        with work():
            visits.cancel_visit(command, policy, zone)
            return visits.visit(command.token, policy)

    def ask_to_move(self, command: AskToMove) -> VisitView:
        self._visits.spend(VISITS, neighbourhood(command.address))
        policy, zone = self.day_policy(), self._zone()
        with work():
            visits.ask_to_move(command, zone)
            return visits.visit(command.token, policy)

    def move_wishes(self) -> tuple[MoveWish, ...]:
        with work():
            return visits.move_wishes()

    def settle_wish(self, command: SettleWish) -> None:
        zone = self._zone()
        with work():
            visits.settle_wish(command.appointment_id, zone)
