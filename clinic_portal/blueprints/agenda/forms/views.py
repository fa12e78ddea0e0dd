"""The form of a saved view."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from clinic_portal.foundation.typed import one_line


class ViewForm(FlaskForm):
    """A name for a view; the view itself stands in hidden fields beside it."""

    name = StringField(
        _("Name of the view"),
        filters=[one_line],
        validators=[InputRequired(_("Give it a name.")), Length(1, 40, _("Between 1 and 40 characters."))],
    )
