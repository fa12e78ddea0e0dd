"""Fields that several of the house's forms have."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from clinic_portal.foundation.typed import one_line

LONG = _("At most %(max)d characters.")
CHOOSE = _("Choose one.")


def short(label: Any, most: int) -> StringField:
    return StringField(label, filters=[one_line], validators=[Length(max=most, message=LONG)])


def named(most: int) -> StringField:
    needed = DataRequired(_("Write a name."))
    return StringField(_("Name"), filters=[one_line], validators=[needed, Length(max=most, message=LONG)])
