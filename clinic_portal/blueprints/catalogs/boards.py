"""The grid as its pages show it: the rows that were asked for, and the change that can be taken back at once."""

from dataclasses import dataclass

from flask_login import current_user

from clinic_portal.blueprints.catalogs.asked import Asked
from clinic_portal.blueprints.catalogs.doors import catalogs
from clinic_portal.blueprints.catalogs.shelves import SHELVES, Shelf
from clinic_portal.contracts.catalogs import CatalogKind, Change, ChangeKind, GridPage


@dataclass(frozen=True)
class Board:
    """A page of the grid with what asked for it; `last` is the visitor's own latest change that still stands."""

    asked: Asked
    found: GridPage
    last: Change | None

    @property
    def shelf(self) -> Shelf:
        return SHELVES[self.asked.query.kind]


def board_of(asked: Asked) -> Board:
    """The page asked for, or the last one when there are not so many."""
    found = catalogs().grid(asked.query)
    if asked.query.page > found.pages:
        asked = Asked(asked.query.model_copy(update={"page": found.pages}))
        found = catalogs().grid(asked.query)
    return Board(asked, found, last_change(asked.query.kind))


def last_change(kind: CatalogKind) -> Change | None:
    """The visitor's own latest change to a catalog that has not been taken back."""
    mine = (change for change in catalogs().changes(kind) if change.made_by == current_user.user_id)
    return next((change for change in mine if not change.undone and change.what is not ChangeKind.UNDONE), None)
