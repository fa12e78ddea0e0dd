"""Keeps the promises of notifications: tells patients what changed, and remembers what was told."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from clinic_portal.contexts.notifications import ledger_version, queries
from clinic_portal.contexts.notifications.commands.announce import announce
from clinic_portal.contexts.notifications.commands.announce_declined import announce_declined
from clinic_portal.contexts.notifications.commands.announce_invitation import announce_invitation
from clinic_portal.contexts.notifications.commands.announce_offer import announce_offer
from clinic_portal.contexts.notifications.commands.announce_online import announce_online
from clinic_portal.contexts.notifications.commands.announce_recall import announce_recall
from clinic_portal.contexts.notifications.commands.announce_reset import announce_reset
from clinic_portal.contexts.notifications.commands.announce_together import announce_together
from clinic_portal.contexts.notifications.commands.keep_contact import keep_contact
from clinic_portal.contexts.notifications.commands.keep_contacts import keep_contacts
from clinic_portal.contexts.notifications.commands.plan_notice import plan_notice, plan_together
from clinic_portal.contexts.notifications.commands.recall_notice import recall_notice, recall_together, withdraw_at_once
from clinic_portal.contexts.notifications.commands.send_delivery import send_delivery
from clinic_portal.contexts.notifications.composing import Composer
from clinic_portal.contexts.notifications.events import EmailPlanned, NoticePlanned, SmsPlanned, TogetherPlanned
from clinic_portal.contexts.notifications.gateways.choice import ClosedGateway, Gateways, mailbox
from clinic_portal.contexts.notifications.offers import Offers
from clinic_portal.contexts.notifications.visits import Visits
from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentMoved,
    AppointmentReset,
    AppointmentUndone,
    SeriesChanged,
    WaitlistMissed,
    WaitlistOffered,
)
from clinic_portal.contracts.agenda.online import OnlineCodeAsked, OnlineRefused
from clinic_portal.contracts.agenda.recalls import RecallTold
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.contracts.identity import IdentityContract, PasswordResetRequested, UserInvited
from clinic_portal.contracts.notifications import Channel, DeliveryView, MailboxMessage, NotificationsContract
from clinic_portal.contracts.patients import PatientChanged, PatientContact, PatientCreated, PatientsBrought
from clinic_portal.foundation.events import Event, Listener
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.settings import Settings
from clinic_portal.foundation.work import work


class NotificationsService(NotificationsContract):
    """The messages of every clinic, and those of the house itself."""

    def __init__(
        self,
        settings: Settings,
        identity: IdentityContract,
        clinics: ClinicsContract,
        agenda: AgendaContract,
        gateways: Gateways,
    ) -> None:
        self._settings = settings
        self._identity = identity
        self._gateways = gateways
        self._debounce = timedelta(seconds=settings.notify_debounce_seconds)
        self._agenda = agenda
        self._visits = Visits(agenda, settings.public_url)
        self._offers = Offers(agenda, settings.public_url)
        self._clinics = clinics
        self._composer = Composer(settings.public_url, identity, clinics, self._visits, self._offers)
        self._channels = frozenset(gateways)

    def deliveries(self, appointment_id: int) -> tuple[DeliveryView, ...]:
        ledger_version.read_version()
        with work():
            return queries.deliveries(appointment_id)

    def due_at(self, appointment_id: int) -> datetime | None:
        ledger_version.read_version()
        with work():
            return queries.due_at(appointment_id)

    def channels(self) -> frozenset[Channel]:
        return self._channels

    def mailbox(self, limit: int = 100) -> tuple[MailboxMessage, ...]:
        if not self._settings.demo:
            raise NotFound
        return mailbox(self._settings).messages(limit)

    def keep_contact(self, event: PatientContact) -> None:
        with work():
            keep_contact(event)

    def keep_contacts(self, event: PatientsBrought) -> None:
        with work():
            keep_contacts(event)

    def on_appointment_booked(self, event: AppointmentBooked) -> None:
        self._plan(event)

    def on_appointment_moved(self, event: AppointmentMoved) -> None:
        self._plan(event)

    def on_appointment_cancelled(self, event: AppointmentCancelled) -> None:
        if event.requested and event.notify:
            with work():
                announce_declined(event, self._visits, self._clinics.directory(), self._channels)
        elif not event.requested:
            self._plan(event)

    def on_online_code_asked(self, event: OnlineCodeAsked) -> None:
        self._tell_visitor(event.proof_id, event.sending)

    def on_online_refused(self, event: OnlineRefused) -> None:
        self._tell_visitor(event.proof_id, 0)

    def on_waitlist_offered(self, event: WaitlistOffered) -> None:
        self._tell_waiting(event)

    def on_waitlist_missed(self, event: WaitlistMissed) -> None:
        self._tell_waiting(event)

    def _tell_waiting(self, event: WaitlistOffered | WaitlistMissed) -> None:
        house = self._clinics.directory()
        with work():
            announce_offer(event, self._offers, house, self._channels)

    def _tell_visitor(self, proof_id: int, sending: int) -> None:
        sender = self._clinics.directory().clinic.name
        with work():
            announce_online(proof_id, sending, self._agenda.online_letter(proof_id, sending), sender, self._channels)

    def on_appointment_reset(self, event: AppointmentReset) -> None:
        with work():
            plan_notice(event.appointment_id, self._debounce)

    def on_appointment_undone(self, event: AppointmentUndone) -> None:
        with work():
            recall_notice(event, self._agenda.appointment(event.appointment_id), self._debounce)

    def on_series_changed(self, event: SeriesChanged) -> None:
        with work():
            if event.undone:
                recall_together(event, self._debounce)
            else:
                plan_together(event.tell, self._debounce)

    def withdraw(self, event: AppointmentUndone) -> None:
        with work():
            withdraw_at_once(event, self._agenda.appointment(event.appointment_id), self._debounce)

    def _plan(self, event: AppointmentBooked | AppointmentMoved | AppointmentCancelled) -> None:
        """What was done quietly plans nothing; a word that is due already tells how things stand by then.

        Nor does one of several that the series' own fact tells.
        """
        if event.notify and not event.told_together:
            with work():
                plan_notice(event.appointment_id, self._debounce)

    def on_notice_planned(self, event: NoticePlanned) -> None:
        with work():
            announce(event, self._visits, self._clinics, self._channels)

    def on_recall_told(self, event: RecallTold) -> None:
        with work():
            announce_recall(event, self._visits.agenda, self._clinics.directory(), self._channels)

    def on_together_planned(self, event: TogetherPlanned) -> None:
        with work():
            announce_together(event, self._visits, self._clinics, self._channels)

    def on_password_reset_requested(self, event: PasswordResetRequested) -> None:
        with work():
            announce_reset(event, self._channels)

    def on_user_invited(self, event: UserInvited) -> None:
        with work():
            announce_invitation(event.link, self._identity.invitations_letter(event.link), self._channels)

    def send_sms(self, event: SmsPlanned) -> None:
        self._send(Channel.SMS, event.delivery_id)

    def send_email(self, event: EmailPlanned) -> None:
        self._send(Channel.EMAIL, event.delivery_id)

    def _send(self, channel: Channel, delivery_id: int) -> None:
        send_delivery(delivery_id, self._gateways.get(channel, ClosedGateway()), self._composer.compose)

    def listeners(self) -> tuple[Listener, ...]:
        """What notifications do later, in a worker."""
        return (
            Listener("notifications.on_appointment_booked", AppointmentBooked, self.on_appointment_booked),
            Listener("notifications.on_appointment_moved", AppointmentMoved, self.on_appointment_moved),
            Listener("notifications.on_appointment_cancelled", AppointmentCancelled, self.on_appointment_cancelled),
            Listener("notifications.on_online_code_asked", OnlineCodeAsked, self.on_online_code_asked),
            Listener("notifications.on_online_refused", OnlineRefused, self.on_online_refused),
            Listener("notifications.on_waitlist_offered", WaitlistOffered, self.on_waitlist_offered),
            Listener("notifications.on_waitlist_missed", WaitlistMissed, self.on_waitlist_missed),
            Listener("notifications.on_appointment_reset", AppointmentReset, self.on_appointment_reset),
            Listener("notifications.on_appointment_undone", AppointmentUndone, self.on_appointment_undone),
            Listener("notifications.on_recall_told", RecallTold, self.on_recall_told),
            Listener("notifications.on_series_changed", SeriesChanged, self.on_series_changed),
            Listener("notifications.on_notice_planned", NoticePlanned, self.on_notice_planned),
            Listener("notifications.on_together_planned", TogetherPlanned, self.on_together_planned),
            Listener(
                "notifications.on_password_reset_requested", PasswordResetRequested, self.on_password_reset_requested
            ),
            Listener("notifications.on_user_invited", UserInvited, self.on_user_invited),
            Listener("notifications.send_sms", SmsPlanned, self.send_sms, queue="sms", outside=True),
            Listener("notifications.send_email", EmailPlanned, self.send_email, queue="email", outside=True),
        )

    def projections(self) -> tuple[tuple[type[Event], Callable[[Any], None]], ...]:
        """What notifications keep at once, in the publisher's transaction."""
        return (
            (PatientCreated, self.keep_contact),
            (PatientChanged, self.keep_contact),
            (PatientsBrought, self.keep_contacts),
            (AppointmentUndone, self.withdraw),
        )
