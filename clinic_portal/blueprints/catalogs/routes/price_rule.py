"""Many prices of a list by a rule: looked at first, then carried out as they were seen."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.catalogs.doors import catalogs
from clinic_portal.blueprints.catalogs.pricing.rule_form import RuleForm
from clinic_portal.blueprints.catalogs.words import said
from clinic_portal.contracts.catalogs import PriceList, RulePreview
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def show(list_id: int) -> ResponseReturnValue:
    """The form and, once it says something, what would come of it."""
    price_list = catalogs().price_list(list_id)
    form = _form(price_list, RuleForm(request.args))
    if "percent" not in request.args:
        return _page(price_list, _form(price_list, RuleForm(formdata=None)), None, 200)
    return _look(price_list, form)


def apply(list_id: int) -> ResponseReturnValue:
    """Carry out what was seen; what was not seen yet, or is something else by now, is shown first."""
    price_list = catalogs().price_list(list_id)
    form = _form(price_list, RuleForm(request.form))
    if not form.seen.data:
        return _look(price_list, form)
    return submit(
        form,
        lambda: _apply(price_list, form),
        lambda refusal, status: _again(price_list, form, refusal, status),
    )


def _form(price_list: PriceList, form: RuleForm) -> RuleForm:
    form.begin(tuple(one for one in catalogs().price_lists() if one.id != price_list.id))
    return form


def _look(price_list: PriceList, form: RuleForm) -> ResponseReturnValue:
    return submit(
        form,
        lambda: _page(price_list, form, catalogs().preview_rule(form.command(price_list.id)), 200),
        lambda refusal, status: _again(price_list, form, refusal, status),
    )


def _apply(price_list: PriceList, form: RuleForm) -> Response:
    change = catalogs().apply_rule(form.command(price_list.id))
    text = said(change) if change else _("Everything was so already.")
    return go_to(url_for("catalogs.list_prices_show", list_id=price_list.id), text)


def _again(price_list: PriceList, form: RuleForm, refusal: Refusal | None, status: int) -> Response:
    if isinstance(refusal, Stale):
        form.form_errors.clear()
        return _page(price_list, form, refusal.theirs, status, moved=True)
    return _page(price_list, form, None, status)


def _page(
    price_list: PriceList, form: RuleForm, preview: RulePreview | None, status: int, *, moved: bool = False
) -> Response:
    return answer(
        "catalogs/prices/rule.html",
        "catalogs/prices/_rule.html",
        status,
        price_list=price_list,
        form=form,
        preview=preview,
        moved=moved,
    )
