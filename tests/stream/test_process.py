"""The process: its manners, its limits, its end, and what it does without Redis."""

import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from redis import Redis

from clinic_portal.foundation.clock import now
from clinic_portal.foundation.embedded.valkey import EmbeddedValkey
from clinic_portal.foundation.live.passes import Pass, Passes
from tests.stream.ears import Ears, running, until
from workers.stream.crowd import BEAT, CHANGED
from workers.stream.listener import MOST_UNSENT, Listener
from workers.stream.serving import listening_socket
from workers.stream.visit import MOST_HEAD

TODAY = now().date()
SCREEN = Pass(clinic_id=7, of="queue", first=TODAY, last=TODAY, holder="a link", signed_in=False)
FILES = 140


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[EmbeddedValkey]:
    server = EmbeddedValkey(tmp_path / "valkey")
    server.start()
    yield server
    server.erase()


@pytest.fixture
def path(process_app) -> str:
    return f"/stream?pass={Passes(process_app.config['SECRET_KEY']).issue(SCREEN)}"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"\x16\x03\x01 nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * MOST_HEAD, 400),
        (b"POST /stream HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", 404),
        (b"GET /elsewhere HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        (b"GET /stream HTTP/1.1\r\nHost: x\r\nCookie: \xff\r\n\r\n", 403),
    ],
    ids=["no request", "endless head", "no page", "nothing there", "no pass"],
)
def test_what_is_no_request_for_a_stream_is_answered_plainly(ears, request_, status):
    assert ears.ask(request_).status == status


def test_signs_of_life_are_for_everybody_and_figures_for_who_may_measure(process):
    assert process.status("/healthz") == 200
    assert (process.status("/metrics"), process.status("/metrics", Authorization="Bearer measure")) == (404, 200)


def test_without_redis_nobody_listens_and_with_it_everybody_may_again(process_app, path, valkey):
    settings = process_app.config["SETTINGS"].model_copy(update={"redis_url": valkey.url()})
    with running(settings, files=FILES) as process:
        ears = Ears(process)
        first = ears.listen(path)
        valkey.stop()
        assert (first.ends(), process.status("/readyz"), ears.listen(path).status) == (True, 503, 503)

        valkey.start()
        process.wait_until_ready()
        again = ears.listen(path)
        with Redis.from_url(valkey.url()) as redis:
            redis.publish("live:0", "a word of another release")
            redis.publish("live:0", f"changed queue 7 {TODAY}")
        assert again.hears() == "changed"
        they_are_so_many_at_most(ears, path)
        last = ears.listen(path)
        assert '"stream_deaf"' in process.end()
        assert last.ends()


def they_are_so_many_at_most(ears: Ears, path: str) -> None:
    answers = [ears.listen(path).status for _ in range(FILES - 100)]
    assert (answers[0], answers[-1]) == (200, 503)
    ears.leave()
    until(lambda: ears.process.status("/readyz") == 200)


def test_a_browser_that_does_not_read_is_let_go() -> None:
    async def tell() -> int:
        connected: asyncio.Future[asyncio.Transport] = asyncio.get_running_loop().create_future()

        class Door(asyncio.Protocol):
            def connection_made(self, transport):
                connected.set_result(transport)

        listening = listening_socket("127.0.0.1", 0)
        async with await asyncio.get_running_loop().create_server(Door, sock=listening):
            with socket.socket() as deaf:
                deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                deaf.connect(listening.getsockname())
                listener = Listener(SCREEN, await connected, until=0)
                assert not listener.tell(CHANGED)  # it is not let in yet
                listener.is_open, told = True, 0
                while listener.tell(BEAT):
                    told += len(BEAT)
                return told

    with ThreadPoolExecutor(1) as elsewhere:  # a browser of another test may have its loop in this thread
        assert MOST_UNSENT < elsewhere.submit(asyncio.run, tell()).result() < 100 * MOST_UNSENT
