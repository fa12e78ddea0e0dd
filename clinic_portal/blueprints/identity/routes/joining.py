"""Whoever was invited opens the link of the letter, sees by whom, and joins."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext as _
from flask_login import current_user

from clinic_portal.blueprints.identity.doors import identity
from clinic_portal.blueprints.identity.entrance import enter
from clinic_portal.blueprints.identity.last_clinic import keep_clinic
from clinic_portal.blueprints.identity.staff_forms import KnownPersonForm, NewPersonForm, RecognisedForm
from clinic_portal.contracts.clinics import ClinicsContract, ClinicView
from clinic_portal.contracts.identity import InvitationOffer, InvitationOver, RegisterInvited
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.web.pages import go_to
from clinic_portal.foundation.web.submit import submit

JoinForm = RecognisedForm | KnownPersonForm | NewPersonForm


def show(token: str) -> ResponseReturnValue:
    """Only shows the offer: programs that follow links in mail use nothing up."""
    with _inviting(token) as (_clinic, offer):
        form = _form(offer)
        if isinstance(form, NewPersonForm):
            form.begin(offer.name)
        return _page(form, offer, 200)


def accept(token: str) -> ResponseReturnValue:
    with _inviting(token) as (clinic, offer):
        form = _form(offer)
        join = _joining(form, offer, token)

        def act() -> ResponseReturnValue:
            join()
            response = go_to("/", _("Welcome to %(clinic)s.", clinic=offer.clinic_name))
            return keep_clinic(response, clinic.slug)

        return submit(form, act, lambda _refusal, status: _page(form, offer, status))


def _joining(form: JoinForm, offer: InvitationOffer, token: str) -> Callable[[], None]:
    """How this visitor joins; each raises as the doors do."""

    def sign_in_and_join() -> None:
        enter(offer.email, str(form["password"].data))
        identity().accept_invitation(token, current_user.user_id)

    def register_and_sign_in() -> None:
        password, language = str(form["password"].data), str(get_locale())
        identity().register_invited(
            RegisterInvited(token=token, name=form["name"].data, password=password, language=language)
        )
        enter(offer.email, password)

    if isinstance(form, RecognisedForm):
        return lambda: identity().accept_invitation(token, current_user.user_id)
    return sign_in_and_join if isinstance(form, KnownPersonForm) else register_and_sign_in


@contextmanager
def _inviting(token: str) -> Iterator[tuple[ClinicView, InvitationOffer]]:
    """Inside of the inviting clinic; raises InvitationOver, for a suspended clinic too."""
    clinic = find(ClinicsContract).find_clinic(identity().inviting_clinic(token))
    if clinic is None:
        raise InvitationOver
    with inside(clinic.id):
        yield clinic, identity().invitation(token)


def _form(offer: InvitationOffer) -> JoinForm:
    if _is_recognised(offer):
        return RecognisedForm()
    return KnownPersonForm() if offer.known else NewPersonForm()


def _is_recognised(offer: InvitationOffer) -> bool:
    return bool(current_user.is_authenticated and current_user.email == offer.email)


def _page(form: JoinForm, offer: InvitationOffer, status: int) -> ResponseReturnValue:
    return render_template("identity/join.html", form=form, offer=offer, recognised=_is_recognised(offer)), status
