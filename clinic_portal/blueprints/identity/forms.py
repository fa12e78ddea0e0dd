"""The forms of identity."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

_email_needed = InputRequired(_("Write your e-mail."))
_password_needed = InputRequired(_("Write your password."))


class SignInForm(FlaskForm):
    """The sign-in page's."""

    email = EmailField(_("E-mail"), [_email_needed, Length(max=254)])
    password = PasswordField(_("Password"), [_password_needed, Length(max=500)])
    next = HiddenField()


class SignInAgainForm(FlaskForm):
    """The same in the middle of another page, whose fields may have the same ids."""

    email = EmailField(_("E-mail"), [_email_needed, Length(max=254)], id="again-email")
    password = PasswordField(_("Password"), [_password_needed, Length(max=500)], id="again-password")


class ForgottenForm(FlaskForm):
    """Asks for a link."""

    email = EmailField(_("E-mail"), [_email_needed, Length(max=254)])


class NewPasswordForm(FlaskForm):
    """A new password, twice."""

    password = PasswordField(_("New password"), [InputRequired(_("Write a new password.")), Length(max=500)])
    repeated = PasswordField(_("New password again"), [EqualTo("password", _("The two passwords are not the same."))])
