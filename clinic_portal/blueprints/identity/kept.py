"""What somebody had typed when their session was over: carried along as hidden fields until it can be sent."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import request

from clinic_portal.blueprints.identity.own_paths import asked_path, own_path

PREFIX, ADDRESS = "kept.", "kept_address"


@dataclass(frozen=True)
class Kept:
    """A form that could not be sent: where it was going, and its fields in their order."""

    address: str
    fields: tuple[tuple[str, str], ...]


def kept_from_refused() -> Kept | None:
    """The running request's form, without its token and without passwords; None for what another site sent.

    Browsers send no cookie along with another site's form, so to us everybody seems signed out there: kept, its content
    would be offered to the person as their own.
    """
    if _is_from_elsewhere():
        return None
    fields = tuple((name, text) for name, text in request.form.items(multi=True) if not _is_secret(name))
    return Kept(asked_path(), fields)


def kept_from_sign_in() -> Kept | None:
    """What the sign-in form carried along."""
    address = own_path(request.form.get(ADDRESS), "")
    fields = tuple(
        (name.removeprefix(PREFIX), text)
        for name, text in request.form.items(multi=True)
        if name.startswith(PREFIX) and not _is_secret(name)
    )
    return Kept(address, fields) if address else None


def _is_from_elsewhere() -> bool:
    """By what browsers say of a form's origin; a page cannot change these headers."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site:
        return site not in {"same-origin", "none"}
    return origin is not None and urlsplit(origin).netloc != request.host


def _is_secret(name: str) -> bool:
    return "csrf_token" in name or "password" in name.lower()
