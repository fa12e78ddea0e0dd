"""What every change to a catalog answers: the rows anew, a message that can take it back, and the panel closed."""

from typing import Any

from flask import Response
from flask_babel import gettext as _

from clinic_portal.blueprints.catalogs.asked import Asked
from clinic_portal.blueprints.catalogs.words import said
from clinic_portal.contracts.catalogs import Change, ChangeKind
from clinic_portal.foundation.web.pages import done, signal, wants_fragment


def changed(change: Change | None, wanted: Asked, what: ChangeKind | None = None, **shown: Any) -> Response:
    """For htmx what is `shown` of the grid, elsewhere the grid as it was `wanted`; None: nothing had to be done."""
    text = said(change, what) if change else _("Everything was so already.")
    values: dict[str, Any] = {"board": None, "row": None, "last": change, **shown}
    told = "" if wants_fragment() else text
    response = done(
        "catalogs/_changed.html", wanted.here, told, kind=wanted.query.kind.value, change=change, text=text, **values
    )
    return signal(response, "panel-close")
