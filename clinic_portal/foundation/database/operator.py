"""Operators' tools: a connection under the role that crosses clinics, never through a clinic's session."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import psycopg
from flask import current_app
from flask_babel import lazy_gettext as _

from clinic_portal.foundation.refusals import Refusal

Link = psycopg.Connection[tuple[Any, ...]]
_OPTIONS = "-c timezone=UTC -c lock_timeout=5s"


class NoOperator(Refusal):
    """This process was not given the operator's address."""

    status: ClassVar[int] = 503
    message = _("This portal was started without DATABASE_OPERATOR_URL: operators' tools have a role of their own.")


@contextmanager
def as_operator() -> Iterator[Link]:
    """A connection as clinic_portal_operator that only reads; what changes anything goes through `recorded`."""
    with operator_link(operator_url(), read_only=True) as link:
        yield link


def operator_url() -> str:
    """Where this process enters as the operator; raises NoOperator."""
    url: str = current_app.config["SETTINGS"].database_operator_url
    if not url:
        raise NoOperator
    return url


@contextmanager
def operator_link(url: str, *, read_only: bool) -> Iterator[Link]:
    """One transaction on a connection of its own; rolled back when something is raised."""
    with psycopg.connect(url, connect_timeout=5, options=_OPTIONS) as link:
        link.read_only = read_only
        yield link
