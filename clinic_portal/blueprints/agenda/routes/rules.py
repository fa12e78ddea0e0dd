"""Weeks that hold for a time: a new one, changing one, and ending it."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext as _

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.availability import RuleForm, stretch_text
from clinic_portal.blueprints.agenda.routes.availability import settled
from clinic_portal.blueprints.agenda.whose import name_of, read, word_of
from clinic_portal.contracts.agenda import EndRule, RuleView
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer
from clinic_portal.foundation.web.submit import submit


def new() -> ResponseReturnValue:
    form = RuleForm()
    form.begin(house(), request.args.get("whose", ""), clinic=False)
    return _page(form, None, None, 200)


def create() -> ResponseReturnValue:
    form = RuleForm()
    form.begin(house(), "", clinic=False)

    def save() -> Response:
        made = agenda().add_rule(form.added())
        return settled(made.whose, made.resource_id, _("Saved."))

    return submit(form, save, lambda refusal, status: _page(form, None, refusal, status))


def edit(rule_id: int) -> ResponseReturnValue:
    """The form with the week as it stands."""
    found, form = agenda().rule(rule_id), RuleForm(formdata=None)
    form.show(found)
    return _page(form, found, None, 200)


def update(rule_id: int) -> ResponseReturnValue:
    """Save; or show both what was typed and what stands now."""
    found, form = agenda().rule(rule_id), RuleForm()

    def save() -> Response:
        made = agenda().edit_rule(form.command(rule_id))
        return settled(made.whose, made.resource_id, _("Saved."))

    return submit(form, save, lambda refusal, status: _page(form, found, refusal, status))


def end(rule_id: int) -> ResponseReturnValue:
    """From today on the usual week holds again."""
    found = agenda().rule(rule_id)
    agenda().end_rule(EndRule(rule_id=rule_id, version=whole_number(request.form.get("version")) or 0))
    return settled(found.whose, found.resource_id, _("The usual week holds again."))


def _page(form: RuleForm, found: RuleView | None, refusal: Refusal | None, status: int) -> Response:
    theirs: RuleView | None = refusal.theirs if isinstance(refusal, Stale) else None
    if theirs:
        form.version.process_data(theirs.version)
    whose, resource_id = (found.whose, found.resource_id) if found else read(form.whose.data or "")
    return answer(
        "agenda/availability/rule.html",
        "agenda/availability/_rule_form.html",
        status,
        form=form,
        found=found,
        theirs=theirs,
        name=name_of(house(), whose, resource_id),
        word=word_of(whose, resource_id),
        day_names=get_locale().days["stand-alone"]["wide"],
        stretch_text=stretch_text,
    )
