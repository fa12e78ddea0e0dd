"""The forms about a clinic's staff and its roles."""

from collections.abc import Iterable
from typing import Any

from flask import g
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Email, EqualTo, InputRequired, Length

from clinic_portal.blueprints.identity.role_words import role_title
from clinic_portal.contracts.identity import (
    CLINIC_PERMISSIONS,
    ChangeMemberRole,
    CreateRole,
    EditRole,
    InviteUser,
    MemberView,
    Permission,
    Permissions,
    RoleView,
)
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.typed import one_line, whole_number
from clinic_portal.foundation.web.fields import SelectField, SelectMultipleField
from clinic_portal.foundation.web.languages import LANGUAGES

_LONG = _("At most %(max)d characters.")
_name_needed = DataRequired(_("Write the name."))


class RoleChoiceForm(FlaskForm):
    """Chooses among the roles that can be given; whether one can is the door's to say."""

    role = SelectField(_("Role"), validators=[InputRequired(_("Choose one of the roles."))], validate_choice=False)

    def offer(self, roles: Iterable[RoleView]) -> None:
        self.role.choices = [(role.role.key, str(role_title(role.role))) for role in roles if not role.retired]


class InvitationForm(RoleChoiceForm):
    """Invites somebody."""

    idempotency_key = HiddenField()
    email = StringField(
        _("E-mail"),
        filters=[one_line],
        validators=[
            DataRequired(_("Write the e-mail.")),
            Length(max=254, message=_LONG),
            Email(_("This is not an e-mail address.")),
        ],
    )
    name = StringField(_("Name"), filters=[one_line], validators=[_name_needed, Length(max=120, message=_LONG)])
    language = SelectField(_("Language of the letter"), choices=list(LANGUAGES.items()))

    def begin(self) -> None:
        """A new key, and the clinic's language."""
        self.idempotency_key.process_data(new_id())
        self.language.process_data(g.clinic.language)

    def command(self) -> InviteUser:
        return InviteUser(
            idempotency_key=self.idempotency_key.data or new_id(),
            email=self.email.data,
            name=self.name.data,
            role=self.role.data,
            language=self.language.data,
        )


class MemberRoleForm(RoleChoiceForm):
    """Gives a member another role; `version` is the one that was read."""

    version = HiddenField()

    def show(self, member: MemberView) -> None:
        self.role.process_data(member.role.key)
        self.version.process_data(member.version)

    def command(self, user_id: int) -> ChangeMemberRole:
        return ChangeMemberRole(user_id=user_id, role=self.role.data, version=whole_number(self.version.data) or 0)


class RoleForm(FlaskForm):
    """A role of the clinic's own."""

    idempotency_key = HiddenField()
    version = HiddenField()
    name = StringField(_("Name"), filters=[one_line], validators=[_name_needed, Length(max=60, message=_LONG)])
    permissions = SelectMultipleField(
        _("What this role may do"), choices=[(one.value, one.value) for one in Permission], validate_choice=False
    )

    def begin(self) -> None:
        self.idempotency_key.process_data(new_id())

    def show(self, role: RoleView) -> None:
        """Fill in what stands."""
        self.name.process_data(role.role.name)
        self.permissions.process_data([one.value for one in role.permissions])
        self.version.process_data(role.version)

    @property
    def chosen(self) -> Permissions:
        return frozenset(CLINIC_PERMISSIONS.intersection(self.permissions.data or ()))

    def creation(self) -> CreateRole:
        key = self.idempotency_key.data or new_id()
        return CreateRole(idempotency_key=key, name=self.name.data, permissions=self.chosen)

    def edit(self, role_id: int) -> EditRole:
        version = whole_number(self.version.data) or 0
        return EditRole(role_id=role_id, name=self.name.data, permissions=self.chosen, version=version)


class RecognisedForm(FlaskForm):
    """Somebody who is signed in joins: nothing is asked."""


class KnownPersonForm(FlaskForm):
    """Somebody who can sign in joins."""

    password = PasswordField(_("Password"), [InputRequired(_("Write your password.")), Length(max=500)])


class NewPersonForm(FlaskForm):
    """Somebody new joins."""

    name = StringField(_("Your name"), filters=[one_line], validators=[_name_needed, Length(max=120, message=_LONG)])
    password = PasswordField(_("Password"), [InputRequired(_("Write a new password.")), Length(max=500)])
    repeated = PasswordField(_("Password again"), [EqualTo("password", _("The two passwords are not the same."))])

    def begin(self, name: Any) -> None:
        self.name.process_data(name)
