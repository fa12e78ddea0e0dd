"""Whom on the waiting list a gap fits; one of them is booked by one press, or some are asked by message."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _, ngettext

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.fits import fit_values, gap_address
from clinic_portal.blueprints.agenda.forms.waiting_list import FitForm, GapForm, booked_entry
from clinic_portal.blueprints.agenda.outcome import settled
from clinic_portal.contracts.agenda import BookWaiting, Fit, Gap, OfferGap
from clinic_portal.foundation.refusals import NotFound, Refusal
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def show() -> ResponseReturnValue:
    """Those whom it fits, urgent first, then who waits longest."""
    gap = GapForm(formdata=request.args).gap()
    if gap is None or house().branch(gap.branch_id) is None or house().practitioner(gap.practitioner_id) is None:
        raise NotFound
    return _page(FitForm(formdata=None), gap, None, 200)


def book() -> ResponseReturnValue:
    """Book one; whoever was offered the time is told that it is taken."""
    form, gap, fits = _sent()
    entry_id, version = booked_entry(request.form.get("book", ""))
    chosen = next((fit for fit in fits if fit.entry.id == entry_id), None)

    def act() -> Response:
        booked = agenda().book_waiting(
            BookWaiting(
                idempotency_key=f"{form.idempotency_key.data}.{entry_id}",
                entry_id=entry_id,
                version=version,
                practitioner_id=gap.practitioner_id,
                branch_id=gap.branch_id,
                starts_at=chosen.starts_at if chosen else gap.starts_at,
            )
        )
        return settled("agenda/_booked.html", booked, _("Booked: %(name)s", name=booked.patient_name))

    return submit(form, act, lambda refusal, status: _page(form, gap, refusal, status))


def offer() -> ResponseReturnValue:
    """Ask those who are ticked."""
    form, gap, _fits = _sent()
    if not form.entries.data:
        form.entries.errors = [_("Tick whom to ask.")]
        return _page(form, gap, None, 422)

    def act() -> Response:
        made = agenda().offer_gap(
            OfferGap(
                idempotency_key=form.idempotency_key.data,
                gap=gap,
                entries=tuple(form.entries.data),
                hours=form.hours.data,
            )
        )
        many = len(made.asks)
        return go_to(
            asked_for(house()).address(),
            ngettext("%(num)d person is asked by message.", "%(num)d persons are asked by message.", many),
        )

    return submit(form, act, lambda refusal, status: _page(form, gap, refusal, status))


def _sent() -> tuple[FitForm, Gap, tuple[Fit, ...]]:
    form = FitForm()
    gap = form.gap()
    if gap is None:
        raise NotFound
    fits = agenda().who_fits(gap)
    form.entries.choices = [(fit.entry.id, fit.entry.patient_name) for fit in fits]
    form.entries.process_data([one for one in form.entries.data or () if one in {fit.entry.id for fit in fits}])
    return form, gap, fits


def _page(form: FitForm, gap: Gap, refusal: Refusal | None, status: int) -> Response:
    values = fit_values(gap, agenda().who_fits(gap), form)
    page, fragment = "agenda/waiting_list/fits.html", "agenda/waiting_list/_fits.html"
    shown = asked_for(house())
    return answer(page, fragment, status, shown=shown, refusal=refusal, here=gap_address(gap), **values)
