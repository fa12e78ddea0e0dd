"""Facts in the past tense, written with the business change and carried on by the outbox."""

from clinic_portal.foundation.events.event import Event
from clinic_portal.foundation.events.publish import publish
from clinic_portal.foundation.events.subscriptions import Listener, Subscriptions, subscriptions

__all__ = ["Event", "Listener", "Subscriptions", "publish", "subscriptions"]
