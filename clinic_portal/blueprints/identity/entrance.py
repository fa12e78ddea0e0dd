"""The moment of signing in: a new session under a new cookie, nothing of an older one left in it."""

from flask import g, request, session
from flask_login import current_user, login_user, logout_user

from clinic_portal.blueprints.identity.visitor import Visitor
from clinic_portal.contracts.identity import IdentityContract, SignIn
from clinic_portal.foundation.directory import find

PERSON = "person"
TOKEN = "csrf_token"  # noqa: S105  # the name under which Flask-WTF keeps its token


def enter(email: str, password: str) -> bool:
    """Sign in; whether it is the person who has opened the page that asks. Raises as `sign_in` does."""
    identity = find(IdentityContract)
    older = current_user.get_id() if current_user.is_authenticated else None
    person = identity.sign_in(
        SignIn(email=email, password=password, address=request.remote_addr or "", agent=request.user_agent.string)
    )
    if older:
        identity.end_session(older)
    before = session.get(PERSON)
    _rotate(Visitor(person), keep_token=before == person.user_id)
    # A page says whose it is; that is told to spare people an accident, and trusted for nothing else.
    return request.headers.get("X-Person", str(before)) == str(person.user_id)


def leave() -> None:
    """Sign out: the session is over on the server, and its cookie is empty."""
    find(IdentityContract).end_session(current_user.get_id())
    logout_user()
    session.clear()


def _rotate(visitor: Visitor, *, keep_token: bool) -> None:
    """The same person keeps the forgery token, so that what they have typed in other tabs can still be sent."""
    token = session.get(TOKEN)
    session.clear()
    g.pop(TOKEN, None)
    if keep_token and token:
        session[TOKEN] = token
    session[PERSON] = visitor.user_id
    login_user(visitor)
