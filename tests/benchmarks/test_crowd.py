"""The browsers of a crowd over real sockets, the stream they hear, and the figures made of what they tell."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from benchmarks import sameness
from benchmarks.crowd.link import Link
from benchmarks.crowd.mixed import send_all
from benchmarks.crowd.polling import Page
from benchmarks.crowd.streaming import open_stream
from benchmarks.crowd.task import Task, Told
from benchmarks.live import figures
from benchmarks.live.watched import Change

Answer = TypeVar("Answer")
REQUEST = "GET /board HTTP/1.1\r\nHost: x\r\nCookie: s=1\r\n"


def _run(story: Coroutine[Any, Any, Answer]) -> Answer:
    """In a thread: where a browser is driven, this one has an event loop already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, story).result()


class Portal:
    """Answers 304 to whoever shows the present stamp; `heard` are the requests, and it can hang up."""

    def __init__(self) -> None:
        self.stamp, self.heard, self._open = b'"one"', list[bytes](), set[asyncio.StreamWriter]()
        self.fifth = asyncio.Event()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        while not reader.at_eof():
            try:
                request = await reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                break
            self.heard.append(request)
            if len(self.heard) == 5:
                self.fifth.set()
            if b"If-None-Match: " + self.stamp in request:
                writer.write(b"HTTP/1.1 304 NOT MODIFIED\r\netag: " + self.stamp + b"\r\n\r\n")
            else:
                writer.write(b"HTTP/1.1 200 OK\r\nETag: " + self.stamp + b"\r\nContent-Length: 4\r\n\r\nday!")

    def hang_up(self) -> None:
        for writer in self._open:
            writer.close()


async def _served(portal: Portal) -> tuple[asyncio.Server, Task]:
    server = await asyncio.start_server(portal.answer, "127.0.0.1", 0)
    return server, Task("polling", server.sockets[0].getsockname()[1], 1, [REQUEST])


def test_a_page_asks_with_its_stamp_and_survives_a_connection_that_was_closed() -> None:
    async def story() -> tuple[Portal, Told]:
        portal, told = Portal(), Told()
        _server, task = await _served(portal)
        page = Page(task, told, 7)
        await page.look()
        await page.look()
        portal.hang_up()
        await asyncio.sleep(0.05)
        portal.stamp = b'"two"'
        await page.look()
        return portal, told

    portal, told = _run(story())
    assert [status for _, status, _, _ in told.answers] == ["200", "304", "200"]
    assert b"Cookie: tab=7; s=1\r\n" in portal.heard[0]
    assert b'If-None-Match: "one"' in portal.heard[2]


def test_a_request_under_way_fails_when_the_server_goes() -> None:
    async def story() -> None:
        async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.close()

        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        link = await Link.to(server.sockets[0].getsockname()[1])
        await link.ask(REQUEST.encode() + b"\r\n")

    with pytest.raises(ConnectionError):
        _run(story())


async def _stream(
    streams: dict[bytes, asyncio.StreamWriter], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Opens for whoever shows a cookie."""
    head = await reader.readuntil(b"\r\n\r\n")
    streams[head.partition(b"Cookie: ")[2].partition(b"\r\n")[0]] = writer
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    await reader.read()


def test_a_page_that_listens_asks_once_when_it_hears_something() -> None:
    async def story() -> Told:
        portal, told, ready = Portal(), Told(), asyncio.Semaphore(0)
        _server, task = await _served(portal)
        task.browsers = 100
        streams = dict[bytes, asyncio.StreamWriter]()
        stream = await asyncio.start_server(lambda *both: _stream(streams, *both), "127.0.0.1", 0)
        task.stream_port, task.requests = stream.sockets[0].getsockname()[1], [REQUEST, REQUEST]
        task.cookies = ["s=a", "s=b"]
        browsers = [asyncio.create_task(open_stream(task, told, number, ready)) for number in (0, 1)]
        for _ in browsers:
            await ready.acquire()
        portal.stamp = b'"two"'
        streams[b"s=b"].write(b"event: beat\ndata: 1\n\nevent: changed\ndata: 1\n\n")
        await portal.fifth.wait()
        await asyncio.sleep(0.1)
        for browser in browsers:
            browser.cancel()
        await asyncio.gather(*browsers, return_exceptions=True)
        return told

    told = _run(asyncio.wait_for(story(), 20))
    assert [about for _, about in told.events] == [1]
    assert told.answers[-1][1::2] == ("200", 1)


def test_an_open_loop_sends_all_when_it_is_due(capsys) -> None:
    async def story() -> Told:
        told = Told()
        _server, task = await _served(Portal())
        task.browsers, task.schedule = 2, [(0.0, 0), (0.01, 0), (0.02, 0)]
        await send_all(task, told)
        return told

    told = _run(story())
    assert Counter(status for _, status, _, _ in told.answers) == {"200": 3}
    assert capsys.readouterr().out == "ready\n"


def test_a_delay_counts_from_the_press_to_the_new_board_of_that_day() -> None:
    told = Told(answers=[(9.0, "200", 0.1, 1), (11.0, "304", 0.1, 1), (11.5, "200", 0.1, 1), (11.7, "200", 0.1, 2)])
    assert figures.delays(told, [Change(10.0, 1)], 20.0) == [1.5]


def test_after_a_restart_each_page_counts_once_it_is_back() -> None:
    told = Told(answers=[(1.0, "304", 0.1, 0), (5.0, "304", 0.2, 0), (5.4, "200", 0.2, 1)], failures=[3.0, 4.0])
    found = figures.restart(told, 4.5, 10.0, 2)
    assert (found["failed_tries"], found["busiest_second"], found["answers"]) == (2, 2, {"304": 1, "200": 1})


def test_pages_are_the_same_but_for_white_space_and_forgery_tokens() -> None:
    sameness.assert_same("page", "<p> a\n <b>b</b></p>", "<p>a<b>b</b></p>")
    with pytest.raises(RuntimeError, match="differ at"):
        sameness.assert_same("page", "<p>a</p>", "<p>b</p>")
