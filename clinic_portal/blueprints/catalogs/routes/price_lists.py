"""A clinic's price lists: begun, renamed, taken out of use, and used again."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.catalogs.doors import catalogs
from clinic_portal.blueprints.catalogs.pricing.forms import EDITED, NewPriceListForm, PriceListForm
from clinic_portal.contracts.catalogs import PriceList, PriceListAt
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.difference import Difference
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit

ALL = "all"


def index() -> ResponseReturnValue:
    """All of them, and a form for another one."""
    return _index(_new_form(), 200)


def create() -> ResponseReturnValue:
    """Begin one, and go to its prices."""
    form = _new_form()
    return submit(form, lambda: _add(form), lambda _refusal, status: _index(form, status))


def edit(list_id: int) -> ResponseReturnValue:
    """The form with the list as it stands."""
    stands = catalogs().price_list(list_id)
    form = PriceListForm(formdata=None, obj=stands)
    return _form(form, stands, (), 200)


def save(list_id: int) -> ResponseReturnValue:
    """Save; or compare with what stands now; or take theirs into the form, without saving."""
    stands = catalogs().price_list(list_id)
    form = PriceListForm()
    if "take" in request.form:
        return _take(form, stands, request.form["take"])
    return submit(form, lambda: _save(form, list_id), lambda refusal, status: _again(form, stands, refusal, status))


def retire(list_id: int) -> ResponseReturnValue:
    """Take a list out of use; its prices stay as they are."""
    retired = catalogs().retire_price_list(_at(list_id))
    return go_to(url_for("catalogs.price_lists_index"), _("%(name)s is retired.", name=retired.name))


def resume(list_id: int) -> ResponseReturnValue:
    """Use a list again, with the prices that it had."""
    resumed = catalogs().resume_price_list(_at(list_id))
    return go_to(_prices(resumed), _("%(name)s is in use again.", name=resumed.name))


def _at(list_id: int) -> PriceListAt:
    catalogs().price_list(list_id)
    return PriceListAt(price_list_id=list_id, version=max(1, whole_number(request.form.get("version")) or 1))


def _new_form() -> NewPriceListForm:
    form = NewPriceListForm()
    form.begin(catalogs().price_lists())
    return form


def _add(form: NewPriceListForm) -> Response:
    return go_to(_prices(catalogs().add_price_list(form.addition())))


def _index(form: NewPriceListForm, status: int) -> Response:
    lists = catalogs().price_lists(retired=True)
    return answer("catalogs/prices/index.html", "catalogs/prices/_new.html", status, form=form, lists=lists)


def _save(form: PriceListForm, list_id: int) -> Response:
    saved = catalogs().edit_price_list(form.edit(list_id))
    return go_to(_prices(saved), _("%(name)s is saved.", name=saved.name))


def _prices(of: PriceList) -> str:
    return url_for("catalogs.list_prices_show", list_id=of.id)


def _take(form: PriceListForm, theirs: PriceList, name: str) -> Response:
    for field in EDITED:
        if name in {field, ALL}:
            form[field].process_data(getattr(theirs, field))
    return _compare(form, theirs, 200)


def _again(form: PriceListForm, stands: PriceList, refusal: Refusal | None, status: int) -> Response:
    if isinstance(refusal, Stale):
        return _compare(form, refusal.theirs, status)
    return _form(form, stands, (), status)


def _compare(form: PriceListForm, theirs: PriceList, status: int) -> Response:
    """Mine stays in the form; saving it again replaces what stands now, which has been seen."""
    form.version.process_data(theirs.version)
    return _form(form, theirs, form.differences(theirs), status)


def _form(form: PriceListForm, stands: PriceList, theirs: tuple[Difference, ...], status: int) -> Response:
    values = {"form": form, "price_list": stands, "theirs": {one.name: one for one in theirs}}
    return answer("catalogs/prices/edit.html", "catalogs/prices/_edit_form.html", status, **values)
