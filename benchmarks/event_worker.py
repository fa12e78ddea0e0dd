"""The portal's own worker, which besides knows an event that asks for nothing and a job that does nothing."""

import sys

from flask import Flask

from clinic_portal.app import create_app
from clinic_portal.foundation.events import Event, Listener
from clinic_portal.foundation.events.subscriptions import subscriptions
from workers import worker

NOTHING = "benchmarks.event_worker.nothing"
_NAME = "benchmarks.nothing"


class Nothing(Event):
    """A fact that matters to nobody."""


def nothing() -> None:
    """What RQ alone costs."""


def listen(app: Flask) -> None:
    """Know the event that asks for nothing; once."""
    with app.app_context():
        if _NAME not in subscriptions().by_name:
            subscriptions().listen(Listener(_NAME, Nothing, lambda _event: None))


if __name__ == "__main__":
    made = create_app()
    listen(made)
    worker.work_with(made, sys.argv[1:])
