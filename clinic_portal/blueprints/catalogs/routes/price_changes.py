"""What was done to the prices of a list, and taking it back."""

from flask import url_for
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.catalogs.doors import authors, catalogs
from clinic_portal.blueprints.catalogs.pricing.boards import last_price_change
from clinic_portal.blueprints.catalogs.words import said
from clinic_portal.foundation.web.pages import answer, done, signal


def index(list_id: int) -> ResponseReturnValue:
    """The latest changes, newest first."""
    price_list, changes = catalogs().price_list(list_id), catalogs().price_changes(list_id)
    return answer(
        "catalogs/prices/changes.html",
        "catalogs/_changes.html",
        price_list=price_list,
        changes=changes,
        authors=authors(changes),
    )


def undo(list_id: int, price_change_id: int) -> ResponseReturnValue:
    """Take a change back, whole; the pages that show its prices are told to look again."""
    catalogs().price_list(list_id)
    undone = catalogs().undo_prices(price_change_id)
    there = url_for("catalogs.list_prices_show", list_id=undone.price_list_id)
    response = done("catalogs/_undone.html", there, said(undone), last=last_price_change(undone.price_list_id))
    return signal(response, "catalog-changed")
