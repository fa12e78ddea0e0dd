"""A view that asks whether it is still true is told, when it wishes, where it may listen instead."""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from flask_login import current_user

from clinic_portal.foundation.digests import digest_of
from clinic_portal.foundation.live.heeded import Heeded, heeded, secret_address
from clinic_portal.foundation.live.passes import Pass, Passes

ASKS, WISHES = "1", "stream"
"""What `X-Live` says: the page asks by itself, and it wishes to listen besides."""


def init_app(app: Flask) -> None:
    app.extensions["passes"] = Passes(app.config["SECRET_KEY"])
    app.after_request(_invite)


def stream_origin(url: str) -> str:
    """Where else pages may connect to; nothing for a stream under the portal's own address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def invitation(app: Flask, one: Pass | None) -> dict[str, str]:
    """The header that tells where to listen; none where there is no stream, or nothing to listen to."""
    url = app.config["SETTINGS"].stream_url
    return {"X-Stream": f"{url}?pass={app.extensions['passes'].issue(one)}"} if url and one else {}


def present_pass() -> Pass | None:
    """To what this request's answer is drawn from, for whoever asks."""
    seen = heeded()
    return _pass(seen) if seen else None


def _invite(response: Response) -> Response:
    if request.headers.get("X-Live") == WISHES and response.status_code in {200, 304}:
        response.headers.update(invitation(current_app, present_pass()))
    return response


def _pass(seen: Heeded) -> Pass:
    signed_in = not secret_address()
    holder = digest_of(current_user.get_id()) if signed_in else secret_address()
    return Pass(seen.clinic_id, seen.of, seen.first, seen.last, holder, signed_in)
