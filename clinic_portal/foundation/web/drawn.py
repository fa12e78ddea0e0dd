"""Pieces of a page that depend on plain values alone: drawn once, and again only for other values.

After a change a page is drawn anew, but most of it is what it was: of a day's twenty columns one has changed.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from flask import Flask, Response, current_app, g, request, request_finished
from flask_babel import get_locale
from jinja2 import Environment, pass_environment
from markupsafe import Markup

from clinic_portal.foundation.lately import Lately

MOST, SECONDS = 1_024, 600
"""So many pieces are remembered in a process, the latest; after so long the next request drops them."""


class Piece(Protocol):
    """`drawn_from` holds all that its template looks at: of equal ones the same letters are drawn."""

    @property
    def drawn_from(self) -> tuple[Any, ...]: ...


def init_app(app: Flask) -> None:
    """`{{ drawn("agenda/_column.html", columns, span=span) }}`: each column by the template, one after the other.

    The template sees the piece as `piece`, the values, and the globals; no visitor and nothing of the page around it.
    The clinic, the language and the values stand in the key besides, so that nothing is given to another clinic.
    """
    app.extensions["drawn"] = Lately[Markup](MOST, SECONDS)
    app.jinja_env.globals["drawn"] = _drawn
    request_finished.connect(_sweep, app)


def _sweep(app: Flask, **_told: Response) -> None:
    app.extensions["drawn"].sweep()


@pass_environment
def _drawn(environment: Environment, template: str, pieces: Iterable[Piece], **values: Any) -> Markup:
    remembered: Lately[Markup] = current_app.extensions["drawn"]
    here = (template, str(get_locale()), g.get("clinic"), request.script_root, *values.items())
    return Markup("".join([_one(remembered, environment, here, piece, values) for piece in pieces]))  # noqa: S704  # as below


def _one(
    remembered: Lately[Markup], environment: Environment, here: tuple[Any, ...], piece: Piece, values: dict[str, Any]
) -> Markup:
    key = (*here, piece.drawn_from)
    found = remembered.get(key)
    if found is None:
        found = Markup(environment.get_template(here[0]).render(piece=piece, **values))  # noqa: S704  # a template's own output
        remembered.put(key, found)
    return found
