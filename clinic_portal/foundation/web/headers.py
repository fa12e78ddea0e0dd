"""Headers that every answer carries: what a page may load, who may frame it, what may be kept."""

from collections.abc import Iterator

from flask import Flask, Response, current_app, request

from clinic_portal.foundation.web.live import stream_origin

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)

ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
)


def init_app(app: Flask) -> None:
    origin = stream_origin(app.config["SETTINGS"].stream_url)
    app.extensions["content_policy"] = f"{POLICY}; connect-src 'self' {origin}" if origin else POLICY
    app.after_request(_harden)


def _harden(response: Response) -> Response:
    given = {name.lower() for name, _value in response.headers}
    response.headers.extend([(name, value) for name, value in _due() if name.lower() not in given])
    return response


def _due() -> Iterator[tuple[str, str]]:
    yield from ALWAYS
    yield "Content-Security-Policy", current_app.extensions["content_policy"]
    if request.is_secure:
        yield "Strict-Transport-Security", "max-age=31536000; includeSubDomains"
    if request.endpoint != "static":
        yield "Cache-Control", "no-store"
