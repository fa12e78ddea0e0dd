"""Who is behind a request, in a process where people sign in and in one that only other processes call."""

from flask import current_app, g
from flask_login import current_user


def people_come_here() -> bool:
    """Whether this process has pages; one that serves a single contract has none."""
    return "reception" in current_app.extensions


def visitor_id() -> int | None:
    """The person who is signed in or, at a service's door, the one the caller acts for."""
    if not people_come_here():
        caller_id: int | None = g.get("caller_id")
        return caller_id
    return current_user.user_id if current_user and current_user.is_authenticated else None
