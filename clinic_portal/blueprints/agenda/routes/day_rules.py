"""The clinic's rules of the day, and its service points."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.waiting import RULES, PointForm, PolicyForm
from clinic_portal.contracts.agenda import DayPolicy, RetireServicePoint
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.difference import Difference
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def show() -> ResponseReturnValue:
    form = PolicyForm(formdata=None)
    form.show(agenda().day_policy())
    return _page(form, _point_form(), None, 200)


def update() -> ResponseReturnValue:
    """Change the rules; or compare with what stands now."""
    form, taken = PolicyForm(), request.form.get("take")
    if taken in RULES:
        return _page(form, _point_form(), Stale(agenda().day_policy()), 200, taken)
    return submit(form, lambda: _save(form), lambda refusal, status: _page(form, _point_form(), refusal, status))


def add_point() -> ResponseReturnValue:
    form, rules = PointForm(), PolicyForm(formdata=None)
    form.furnish(house())
    rules.show(agenda().day_policy())
    return submit(form, lambda: _add(form), lambda refusal, status: _page(rules, form, refusal, status))


def retire_point(point_id: int) -> ResponseReturnValue:
    agenda().retire_service_point(
        RetireServicePoint(point_id=point_id, version=whole_number(request.form.get("version")) or 0)
    )
    return go_to(url_for("agenda.day_rules_show"), _("Out of use."))


def _save(form: PolicyForm) -> Response:
    agenda().set_day_policy(form.command())
    return go_to(url_for("agenda.day_rules_show"), _("The rules are saved."))


def _add(form: PointForm) -> Response:
    point = agenda().add_service_point(form.command())
    return go_to(url_for("agenda.day_rules_show"), _("%(name)s is added.", name=point.name))


def _point_form() -> PointForm:
    form = PointForm(formdata=None)
    form.furnish(house())
    return form


def _page(form: PolicyForm, point_form: PointForm, refusal: Refusal | None, status: int, taken: str = "") -> Response:
    """Mine stays in the form; saving it again replaces what stands now, which has been seen."""
    theirs: dict[str, Difference] = {}
    if isinstance(refusal, Stale) and isinstance(refusal.theirs, DayPolicy):
        theirs = form.compare(refusal.theirs, taken)
    return answer(
        "agenda/waiting_room/rules.html",
        "agenda/waiting_room/rules.html",
        status,
        form=form,
        point_form=point_form,
        theirs=theirs,
        points=agenda().service_points(),
        house=house(),
    )
