"""What was done to a clinic's view of a catalog, and taking it back."""

from flask import url_for
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.catalogs.boards import last_change
from clinic_portal.blueprints.catalogs.doors import authors, catalogs
from clinic_portal.blueprints.catalogs.shelves import SHELVES, shelf_of
from clinic_portal.blueprints.catalogs.words import said
from clinic_portal.foundation.web.pages import answer, done, signal


def index(kind: str) -> ResponseReturnValue:
    """The latest changes, newest first."""
    shelf = shelf_of(kind)
    changes = catalogs().changes(shelf.kind)
    return answer(
        "catalogs/changes.html",
        "catalogs/_changes.html",
        shelf=shelf,
        shelves=SHELVES.values(),
        changes=changes,
        authors=authors(changes),
    )


def undo(kind: str, change_id: int) -> ResponseReturnValue:
    """Take a change back, whole; the pages that show its terms are told to look again."""
    shelf = shelf_of(kind)
    undone = catalogs().undo(change_id)
    response = done(
        "catalogs/_undone.html",
        url_for("catalogs.changes_index", kind=undone.kind.value),
        said(undone),
        kind=shelf.kind.value,
        last=last_change(shelf.kind),
    )
    return signal(response, "catalog-changed")
