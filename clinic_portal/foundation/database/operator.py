"""Operators' tools: a connection under the role that crosses clinics, never through a clinic's session."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import psycopg
from flask import current_app
from flask_babel import lazy_gettext as _

from clinic_portal.foundation.refusals import Refusal


class NoOperator(Refusal):
    """This process was not given the operator's address."""

    status: ClassVar[int] = 503
    message = _("This portal was started without DATABASE_OPERATOR_URL: operators' tools have a role of their own.")


@contextmanager
def as_operator() -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """A connection as clinic_portal_operator; commits at the end, rolls back when something is raised."""
    url = current_app.config["SETTINGS"].database_operator_url
    if not url:
        raise NoOperator
    with psycopg.connect(url, connect_timeout=5) as connection:
        yield connection
