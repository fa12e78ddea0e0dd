"""A contract kept by another process: the same answers, the same refusals, and a clear word when it does not answer."""

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import date

import httpx
import pytest
from flask import Flask
from werkzeug.serving import make_server

from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.embedded.ports import choose_port
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.remote import Unanswered, far
from clinic_portal.foundation.telemetry import traces
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.web import errors, languages
from clinic_portal.foundation.web.observe import Portal
from clinic_portal.foundation.web.service import serve
from tests.foundation import parcels
from tests.foundation.parcels import FIRST, Closed, Parcels, ParcelsContract, SendParcel, TooHeavy


@pytest.fixture
def url() -> Iterator[str]:
    traces.configure("")
    app = Portal("parcels")
    languages.init_app(app)
    errors.init_app(app)
    serve(app, ParcelsContract, Parcels())
    server = make_server("127.0.0.1", choose_port(), app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.fixture(params=["near", "far"])
def door(request: pytest.FixtureRequest) -> ParcelsContract:
    return Parcels() if request.param == "near" else far(ParcelsContract, request.getfixturevalue("url"), 5)


def test_answers_are_the_same(door):
    assert door.send(SendParcel(parcels=(FIRST, FIRST), fast=True)) == (FIRST, FIRST)
    assert door.sent_on(date(2026, 11, 24)) == {"2026-11-24": 10}
    assert door.sent_on(date(2026, 11, 24), limit=3) == {"2026-11-24": 3}
    assert door.find(1) == FIRST
    assert door.find(parcel_id=2) is None


def test_refusals_are_the_same(door):
    with pytest.raises(NotFound) as plain:
        door.refuse("unknown")
    assert (plain.value.message, plain.value.fields) == (NotFound.message, {})
    with pytest.raises(NotFound) as own:
        door.refuse("in own words")
    assert (own.value.message, own.value.fields) == ("No such parcel", {"parcel": "gone"})
    with pytest.raises(TooHeavy) as heavy:
        door.refuse("heavy")
    assert (heavy.value.parcel, heavy.value.others) == (FIRST, (FIRST,))
    with pytest.raises(Closed) as closed:
        door.refuse("closed")
    assert closed.value.fields == {"day": "closed"}


@pytest.mark.parametrize(("how", "theirs"), [("stale", FIRST), ("stale text", "text")])
def test_a_stale_write_brings_back_what_stands_now(door, how, theirs):
    with pytest.raises(Stale) as stale:
        door.refuse(how)
    assert stale.value.theirs == theirs


def test_a_wrong_call_is_the_callers_fault(door):
    with pytest.raises(TypeError):
        door.find()


def test_clinic_person_and_trace_travel_along(url):
    with traces.span("call") as here, inside(7), acting_as(11):
        clinic, person, trace = far(ParcelsContract, url, 5).who()
    assert (clinic, person) == (7, 11)
    assert trace == f"{here.get_span_context().trace_id:032x}"
    assert far(ParcelsContract, url, 5).who()[:2] == (None, None)


def test_a_fault_over_there_is_no_answer(url):
    with pytest.raises(Unanswered):
        far(ParcelsContract, url, 5).refuse("by a fault")


def test_another_version_is_no_answer(url, monkeypatch):
    monkeypatch.setattr(parcels, "VERSION", 4)
    with pytest.raises(Unanswered, match="404"):
        far(ParcelsContract, url, 5).find(1)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"parcel_id": "x"}', b'{"parcel_id": 1, "more": 2}'])
def test_a_malformed_call_is_400(url, content):
    assert httpx.post(f"{url}/services/parcels/v3/find", content=content).status_code == 400


def test_a_service_that_is_down_or_stalled_is_left_alone_after_some_tries():
    with socket.create_server(("127.0.0.1", choose_port())) as stalled:
        door = far(ParcelsContract, f"http://127.0.0.1:{stalled.getsockname()[1]}", 0.05)
        for _ in range(5):
            with pytest.raises(Unanswered):
                door.find(1)
        with pytest.raises(Unanswered, match="CircuitBreaker"):
            door.find(1)


def test_refusals_do_not_open_the_breaker(url):
    door = far(ParcelsContract, url, 5)
    for _ in range(20):
        with pytest.raises(NotFound):
            door.refuse("unknown")
    assert door.find(1) == FIRST


def test_callers_do_not_wait_for_each_other(url):
    door, found = far(ParcelsContract, url, 5), []
    threads = [threading.Thread(target=_ask(door, found)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [FIRST] * 8


def _ask(door: ParcelsContract, found: list[object]) -> Callable[[], None]:
    return lambda: found.append(door.find(1))


def test_a_page_says_that_a_part_of_the_system_does_not_answer(app: Flask):
    with app.test_request_context("/"):
        answer = app.ensure_sync(app.handle_user_exception)(Unanswered("terms"))
    assert answer.status_code == 503
