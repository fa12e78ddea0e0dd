"""The prices of a list: its grid, and the whole of it as a file to take away."""

from collections.abc import Iterator

from flask import Response, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.catalogs.doors import catalogs
from clinic_portal.blueprints.catalogs.language import language
from clinic_portal.blueprints.catalogs.pricing.asked import asked_prices
from clinic_portal.blueprints.catalogs.pricing.boards import price_board
from clinic_portal.contracts.catalogs import ListPrice, ListPriceQuery
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.tables import csv_content
from clinic_portal.foundation.web.pages import answer

_AT_ONCE = 200


def show(list_id: int) -> ResponseReturnValue:
    """A page of the grid; its rows alone while somebody types or turns pages."""
    board = price_board(asked_prices(list_id, request.args))
    return answer("catalogs/prices/show.html", "catalogs/prices/_grid.html", board=board)


def csv(list_id: int) -> ResponseReturnValue:
    """Every procedure that the clinic sees: what it costs there, what the list says, and what so comes of it."""
    name = f"{g.clinic.slug}-price-list-{catalogs().price_list(list_id).id}-{today(g.clinic.time_zone).isoformat()}.csv"
    heads = (_("Code"), _("Name"), _("In your clinic"), _("In this list"), _("To charge"))
    lines = ((row.code, row.label, row.usual, row.price, row.effective) for row in _rows(list_id))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(csv_content([heads, *lines], language()), content_type="text/csv; charset=utf-8", headers=headers)


def _rows(list_id: int) -> Iterator[ListPrice]:
    query = ListPriceQuery(price_list_id=list_id, size=_AT_ONCE, language=g.clinic.language)
    found = catalogs().list_prices(query)
    yield from found.rows
    for number in range(2, found.pages + 1):
        yield from catalogs().list_prices(query.model_copy(update={"page": number})).rows
