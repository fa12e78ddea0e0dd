"""How much a request may send: the usual, or what its row of the URL table says."""

from flask import Flask, current_app, request

from clinic_portal.foundation.web.urls import needs_by_endpoint


def init_app(app: Flask) -> None:
    """Before anything else reads the request."""
    app.before_request(_make_room)


def _make_room() -> None:
    need = needs_by_endpoint(current_app).get(request.endpoint or "")
    if need and need.largest:
        request.max_content_length = need.largest
