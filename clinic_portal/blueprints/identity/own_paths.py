"""Addresses that a form names are followed only inside of this portal."""

from urllib.parse import urlsplit

from flask import request


def own_path(address: str | None, default: str = "/") -> str:
    """The path if it is one of ours, else `default`; a browser reads `//` and `\\` as another host."""
    path = address or ""
    plain = path.isprintable() and not any(mark in path for mark in ("\\", " "))
    ours = path.startswith("/") and not path.startswith("//")
    return path if plain and ours and not urlsplit(path).netloc else default


def asked_path() -> str:
    """Where the running request was going, with its query."""
    return request.full_path if request.query_string else request.path
