"""What one procedure costs in a list: edited in its cell, or in a form of its own."""

from flask import Response, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.catalogs.doors import authors, catalogs
from clinic_portal.blueprints.catalogs.forms import WHOLE
from clinic_portal.blueprints.catalogs.pricing.asked import asked_prices
from clinic_portal.blueprints.catalogs.pricing.boards import last_price_change
from clinic_portal.blueprints.catalogs.pricing.forms import PriceForm, sent_price, standing_price
from clinic_portal.blueprints.catalogs.shelves import SHELVES
from clinic_portal.blueprints.catalogs.words import said
from clinic_portal.contracts.catalogs import CatalogKind, ListPrice
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.web.difference import Difference
from clinic_portal.foundation.web.pages import answer, done, fragment, signal, wants_fragment
from clinic_portal.foundation.web.submit import submit

TAKE = "take"
KIND = CatalogKind.PROCEDURES


def show(list_id: int, procedure_id: int) -> ResponseReturnValue:
    """The form with what stands."""
    row = _row(list_id, procedure_id)
    return _whole(list_id, row, standing_price(row), (), 200)


def part(list_id: int, procedure_id: int) -> ResponseReturnValue:
    """The row of the grid as it stands."""
    row = _row(list_id, procedure_id)
    return fragment("catalogs/prices/_row.html", row=row, price_list=catalogs().price_list(list_id))


def save(list_id: int, procedure_id: int) -> ResponseReturnValue:
    """Save what was typed; or compare with what stands now; or take theirs into the form, without saving."""
    row = _row(list_id, procedure_id)
    form = sent_price(row)
    if TAKE in request.form:
        form.put("price", row.price)
        form.put("version", row.version)
        return _whole(list_id, row, form, (), 200)
    return submit(
        form,
        lambda: _save(list_id, row, form),
        lambda refusal, status: _again(list_id, row, form, refusal, status),
    )


def _row(list_id: int, procedure_id: int) -> ListPrice:
    return catalogs().list_price(KIND, list_id, procedure_id, g.clinic.language)


def _save(list_id: int, row: ListPrice, form: PriceForm) -> Response:
    saved = catalogs().set_list_price(form.command(row, list_id, g.clinic.language))
    last = last_price_change(list_id)
    change = last if saved.version != row.version else None
    text = said(change) if change else _("Everything was so already.")
    response = done(
        "catalogs/prices/_saved.html",
        asked_prices(list_id, request.form).here,
        "" if wants_fragment() else text,
        row=saved,
        price_list=catalogs().price_list(list_id),
        last=last,
        change=change,
        text=text,
    )
    return signal(signal(response, "row-saved"), "panel-close")


def _again(list_id: int, row: ListPrice, form: PriceForm, refusal: Refusal | None, status: int) -> Response:
    """Mine stays in the form; saving it again replaces what stands now, which has been seen."""
    theirs: tuple[Difference, ...] = ()
    if isinstance(refusal, Stale):
        row, theirs = refusal.theirs, form.differences(refusal.theirs)
        form.put("version", row.version)
    if WHOLE in request.form or not wants_fragment():
        return _whole(list_id, row, form, theirs, status)
    return _cell(list_id, row, form, theirs, status)


def _cell(list_id: int, row: ListPrice, form: PriceForm, theirs: tuple[Difference, ...], status: int) -> Response:
    """The row with what was typed still in its cell."""
    written = [change for change in catalogs().price_changes(list_id) if change.id == row.version] if theirs else []
    return fragment(
        "catalogs/prices/_row.html",
        status,
        row=row,
        price_list=catalogs().price_list(list_id),
        shelf=SHELVES[KIND],
        form=form,
        names=("price",),
        theirs=theirs,
        changes=written,
        authors=authors(written),
    )


def _whole(list_id: int, row: ListPrice, form: PriceForm, theirs: tuple[Difference, ...], status: int) -> Response:
    return answer(
        "catalogs/prices/price.html",
        "catalogs/prices/_price.html",
        status,
        row=row,
        price_list=catalogs().price_list(list_id),
        form=form,
        theirs={one.name: one for one in theirs},
    )
