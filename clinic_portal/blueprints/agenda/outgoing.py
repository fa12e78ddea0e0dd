"""Pages for whoever holds a secret address: no search engine lists them, and no other site learns the address."""

from flask import Response, make_response


def private(body: str | Response, status: int = 200) -> Response:
    response = make_response(body, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
