"""The floor's application: a plain WSGI function that answers the same addresses."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl

from benchmarks.floor import agenda, appointment, booking, catalogs, search

Start = Callable[[str, list[tuple[str, str]]], object]


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Routes by what the address ends with."""
    path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] == "POST":
        return _book(environ, start_response)
    body = _page(path, query).encode()
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]


def _page(path: str, query: str) -> str:
    place, _, last = path.rpartition("/")
    if last == "agenda":
        return agenda.page(f"{path}?{query}", dict(parse_qsl(query)))
    if last == "search":
        return search.options(dict(parse_qsl(query))["q"])
    if place.endswith("/catalogs"):
        return catalogs.fragment(last)
    if last.isdecimal():
        return appointment.fragment(int(last))
    return "alive"


def _book(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    typed = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode()
    status, onward = booking.book(dict(parse_qsl(typed, keep_blank_values=True)))
    start_response(status, [("Location", onward), ("Content-Length", "0")])
    return []
