"""One's open sessions: where one is signed in, and ending that."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_datetime, gettext as _
from flask_login import current_user

from clinic_portal.blueprints.identity.devices import device_name, is_small
from clinic_portal.blueprints.identity.entrance import leave
from clinic_portal.blueprints.identity.places import open_places
from clinic_portal.contracts.identity import IdentityContract, SessionView
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.web.pages import answer, done, go_to


@dataclass(frozen=True)
class SessionRow:
    """A session as the list shows it; moments as text."""

    handle: str
    device: str
    small: bool
    address: str
    opened: str
    seen: str
    current: bool


def show() -> ResponseReturnValue:
    return answer("identity/sessions.html", "identity/_sessions.html", sessions=_rows())


def end(handle: str) -> ResponseReturnValue:
    """End one of them; ending the one that asks is signing out."""
    if handle in {session.handle for session in _sessions() if session.current}:
        leave()
        return go_to(url_for("identity.login_show"))
    _identity().end_other_session(current_user.user_id, handle)
    return _ended(_("The session has been ended."))


def end_others() -> ResponseReturnValue:
    for session in _sessions():
        if not session.current:
            _identity().end_other_session(current_user.user_id, session.handle)
    return _ended(_("All other sessions have been ended."))


def _ended(said: str) -> ResponseReturnValue:
    return done("identity/_sessions.html", url_for("identity.sessions_show"), said, sessions=_rows())


def _rows() -> tuple[SessionRow, ...]:
    zone = ZoneInfo(next((clinic.time_zone for _place, clinic in open_places()), "UTC"))
    return tuple(_row(session, zone) for session in _sessions())


def _row(session: SessionView, zone: ZoneInfo) -> SessionRow:
    return SessionRow(
        handle=session.handle,
        device=device_name(session.agent),
        small=is_small(session.agent),
        address=session.address,
        opened=_when(session.opened_at, zone),
        seen=_when(session.seen_at, zone),
        current=session.current,
    )


def _when(moment: datetime, zone: ZoneInfo) -> str:
    return str(format_datetime(moment.astimezone(zone), "d MMM, HH:mm", rebase=False))


def _sessions() -> tuple[SessionView, ...]:
    return _identity().sessions(current_user.user_id, current_user.get_id())


def _identity() -> IdentityContract:
    return find(IdentityContract)
