"""The one guard: sign-in, then membership, then permission, then forgery; then the view, inside its clinic."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol

from flask import Flask, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect

from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.refusals import NotAllowed, NotFound, Suspended
from clinic_portal.foundation.tenancy import inside, outside
from clinic_portal.foundation.web.need import Need
from clinic_portal.foundation.web.visitor import visitor_id
from clinic_portal.foundation.work import one_work

View = Callable[..., ResponseReturnValue]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
csrf = CSRFProtect()


class Place(Protocol):
    """The clinic that an address names."""

    @property
    def id(self) -> int: ...
    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def time_zone(self) -> str: ...
    @property
    def currency(self) -> str: ...
    @property
    def country(self) -> str: ...


@dataclass(frozen=True)
class Reception:
    """What the guard must ask of others: which clinic a slug names, and how to ask for a sign-in."""

    find_clinic: Callable[[str], Place | None]
    ask_sign_in: Callable[[], ResponseReturnValue]


def init_app(app: Flask, reception: Reception) -> None:
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    csrf.init_app(app)
    app.extensions["reception"] = reception
    app.url_defaults(_same_clinic)


def guarded(view: View, need: Need) -> View:
    """The view behind the guard; it gets the address's values without the clinic, which it is inside of."""

    @wraps(view)
    def admitted(**values: Any) -> ResponseReturnValue:
        slug = values.pop("clinic", None)
        if need.signed_in and not current_user.is_authenticated:
            reception: Reception = current_app.extensions["reception"]
            return reception.ask_sign_in()
        place = _admit(need, slug)
        if need.forgery_check and request.method not in SAFE:
            csrf.protect()
        with inside(place.id) if place else outside(), acting_as(visitor_id()), _reading():
            return view(**values)

    return admitted


def _reading() -> AbstractContextManager[None]:
    """A page that is only looked at is read in one transaction."""
    return one_work() if request.method in SAFE else nullcontext()


def _admit(need: Need, slug: str | None) -> Place | None:
    """The clinic of the address.

    Raises NotFound for a clinic that is not the visitor's, NotAllowed without the permission, and Suspended for a
    clinic of theirs that nobody enters at present.
    """
    if slug is None:
        if need.permission and not current_user.may_operate(need.permission):
            raise NotFound
        return None
    reception: Reception = current_app.extensions["reception"]
    place = reception.find_clinic(slug)
    if place is None and need.signed_in and (name := current_user.workplace(slug)):
        raise Suspended(name)
    if place is None or (need.signed_in and not current_user.belongs_to(place.id)):
        raise NotFound
    g.clinic = place
    if need.permission and not current_user.may(place.id, need.permission):
        raise NotAllowed
    return place


def _same_clinic(endpoint: str, values: dict[str, Any]) -> None:
    """Addresses made on a clinic's page stay in that clinic."""
    if "clinic" not in values and "clinic" in g and current_app.url_map.is_endpoint_expecting(endpoint, "clinic"):
        values["clinic"] = g.clinic.slug
