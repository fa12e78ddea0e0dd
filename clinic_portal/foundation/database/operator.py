"""Operators' tools: a connection under the role that crosses clinics, never through a clinic's session."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from flask import current_app


class NoOperator(RuntimeError):
    """This process was not given the operator's address."""


@contextmanager
def as_operator() -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """A connection as clinic_portal_operator; commits at the end, rolls back when something is raised."""
    url = current_app.config["SETTINGS"].database_operator_url
    if not url:
        raise NoOperator("DATABASE_OPERATOR_URL is not set: operators' tools have a role of their own")
    with psycopg.connect(url, connect_timeout=5) as connection:
        yield connection
