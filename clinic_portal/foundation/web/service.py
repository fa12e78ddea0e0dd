"""The far side of a door: a contract's promises served over HTTP to other processes of the portal.

Calls are not signed: such a process listens only where nobody but the portal reaches it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from flask import Blueprint, Flask, Response, g, make_response, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from werkzeug.exceptions import BadRequest

from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.promises import Promise, context_of, pack_refusal, promises
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.remote import ACTOR, CLINIC, address
from clinic_portal.foundation.tenancy import inside, outside
from clinic_portal.foundation.web.need import machine
from clinic_portal.foundation.web.urls import page

Door = TypeVar("Door")


def serve(app: Flask, contract: type[Door], service: Door) -> None:
    """Answer every promise of `contract` with `service`, at the addresses that `remote.far` asks."""
    name = f"{context_of(contract)}_service"
    blueprint = Blueprint(name, __name__)
    for promise in promises(contract).values():
        page(blueprint, "POST", address(contract, promise.name), _view(promise, service), _NEED)
    blueprint.register_error_handler(Refusal, _refused)
    app.register_blueprint(blueprint)


@dataclass(frozen=True)
class Caller:
    """The clinic that a call is about, for log lines and counters."""

    id: int


_LARGEST = 16 * 1024 * 1024
"""Bytes of a call: a file travels in it as base64."""
_NEED = machine("only other processes of the portal reach this one", largest=_LARGEST)


def _view(promise: Promise, service: object) -> partial[ResponseReturnValue]:
    view = partial(_answer, promise, service)
    view.__name__, view.__module__ = promise.name, __name__  # type: ignore[attr-defined]  # what the URL table reads
    return view


def _answer(promise: Promise, service: object) -> ResponseReturnValue:
    with _caller():
        answer = getattr(service, promise.name)(**_arguments(promise))
    return Response(promise.answer.dump_json(answer), mimetype="application/json")


def _arguments(promise: Promise) -> dict[str, object]:
    try:
        return promise.unpack(request.get_data())
    except ValidationError as error:
        raise BadRequest from error


@contextmanager
def _caller() -> Iterator[None]:
    """The clinic that the caller is inside of, and the person it acts for."""
    clinic_id, g.caller_id = (request.headers.get(name, type=int) for name in (CLINIC, ACTOR))
    g.clinic = Caller(clinic_id) if clinic_id else None
    with outside() if clinic_id is None else inside(clinic_id), acting_as(g.caller_id):
        yield


def _refused(refusal: Refusal) -> Response:
    return make_response(pack_refusal(refusal), refusal.status)
