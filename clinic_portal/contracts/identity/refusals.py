"""How identity says no."""

from typing import ClassVar

from flask_babel import lazy_gettext as _

from clinic_portal.foundation.refusals import Refusal


class SignInRefused(Refusal):
    """Unknown e-mail or wrong password; never told apart."""

    status: ClassVar[int] = 422
    message = _("E-mail or password is wrong.")


class WeakPassword(Refusal):
    message = _("Choose a password of at least 12 characters that is not a common one.")


class LinkExpired(Refusal):
    """A reset link that is old, used or not ours."""

    status: ClassVar[int] = 410
    message = _("This link has been used or is too old. Ask for a new one.")


class EmailTaken(Refusal):
    message = _("Someone with this e-mail is already registered.")


class InvitationOver(Refusal):
    """An invitation that was accepted or withdrawn, is too old, or is not ours."""

    status: ClassVar[int] = 410
    message = _("This invitation has been used, withdrawn or replaced, or is too old.")


class AnothersInvitation(Refusal):
    status: ClassVar[int] = 409
    message = _("This invitation was sent to another e-mail than yours.")


class WorksHere(Refusal):
    """The e-mail belongs to somebody of this clinic; of other clinics nothing is ever said."""

    message = _("Somebody with this e-mail works here already.")


class WorkedHere(Refusal):
    message = _("Somebody with this e-mail has worked here: reactivate them in the list.")


class InvitedAlready(Refusal):
    message = _("This e-mail has an open invitation: send it again, or withdraw it.")


class UnknownRole(Refusal):
    """A role that this clinic does not have, or not any more."""

    message = _("Choose one of the roles.")


class MoreThanOwn(Refusal):
    """Nobody gives, changes or takes what they do not have themselves."""

    message = _("This includes more than you may do yourself. Ask somebody who may do all of it.")


class NobodyLeft(Refusal):
    """Afterwards nobody could manage the staff, or nobody could do everything."""

    status: ClassVar[int] = 409
    message = _("Somebody who may do everything must remain. Make somebody else an administrator first.")


class NotOneself(Refusal):
    status: ClassVar[int] = 409
    message = _("You cannot deactivate yourself. Ask somebody else who manages the users.")


class NothingAllowed(Refusal):
    message = _("Choose at least one thing that this role may do.")


class RoleNameTaken(Refusal):
    message = _("Another role has this name.")


class RoleGone(Refusal):
    status: ClassVar[int] = 409
    message = _("This role has been retired.")


class RoleInUse(Refusal):
    """`holders` have it, or were promised it."""

    status: ClassVar[int] = 409

    def __init__(self, holders: tuple[str, ...]) -> None:
        super().__init__(_("These have this role: %(names)s. Give them another one first.", names=", ".join(holders)))
        self.holders = holders
