"""Somebody is taken off the waiting list, with a reason."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda
from clinic_portal.blueprints.agenda.forms.waiting_list import WithdrawForm
from clinic_portal.contracts.agenda import WaitlistEntry
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def new(waiting_id: int) -> ResponseReturnValue:
    """Ask for the reason."""
    entry = agenda().waitlist_entry(waiting_id)
    return _form(WithdrawForm(formdata=None, data={"version": entry.version}), entry, None, 200)


def create(waiting_id: int) -> ResponseReturnValue:
    """Take them off; what they wished stays readable."""
    form, entry = WithdrawForm(), agenda().waitlist_entry(waiting_id)

    def withdraw() -> Response:
        gone = agenda().withdraw_from_waitlist(form.command(waiting_id))
        return go_to(url_for("agenda.waiting_list_index"), _("%(name)s waits no more.", name=gone.patient_name))

    return submit(form, withdraw, lambda refusal, status: _form(form, entry, refusal, status))


def _form(form: WithdrawForm, entry: WaitlistEntry, refusal: Refusal | None, status: int) -> Response:
    if isinstance(refusal, Stale):
        entry = refusal.theirs
        form.version.process_data(entry.version)
    page, fragment = "agenda/waiting_list/withdrawal.html", "agenda/waiting_list/_withdrawal.html"
    kinds = {kind.id: kind for kind in agenda().types()}
    return answer(page, fragment, status, form=form, entry=entry, kinds=kinds)
