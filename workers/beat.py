"""The beat: elected by a lock in PostgreSQL, it writes the passing of hours and days as facts of the house."""

from datetime import datetime
from threading import Event as Flag

import psycopg
import structlog
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.events.passing import HourPassed, hour_is_noted
from clinic_portal.foundation.tenancy import HOUSE, inside
from clinic_portal.foundation.work import work

log = structlog.get_logger("beat")
ELECTION = 7_201_905
LOOK_EVERY = 5


class Beat:
    """Ticks while it holds the lock; others wait to take its place."""

    def __init__(self, app: Flask, stop: Flag) -> None:
        self._app = app
        self._stop = stop
        self._url = app.config["SETTINGS"].database_url

    def run(self) -> None:
        """Stand for election until told to stop."""
        while not self._stop.is_set():
            try:
                with psycopg.connect(self._url, autocommit=True, connect_timeout=3) as connection:
                    self._while_elected(connection)
            except (psycopg.Error, SQLAlchemyError) as error:
                log.warning("beat_waits", error=type(error).__name__)
            self._stop.wait(LOOK_EVERY)

    def _while_elected(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        while not self._stop.is_set():
            row = connection.execute("SELECT pg_try_advisory_lock(%s)", [ELECTION]).fetchone()
            if row is None or not row[0]:
                return
            with self._app.app_context():
                tick(now())
            self._stop.wait(LOOK_EVERY)


def tick(moment: datetime) -> None:
    """Note the hour that has begun, once."""
    hour = moment.replace(minute=0, second=0, microsecond=0)
    with inside(HOUSE), work():
        if not hour_is_noted(hour):
            publish(HourPassed(hour=hour))
