"""The forms of the clinic's own states."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from clinic_portal.blueprints.agenda.forms.kept import KeptForm
from clinic_portal.blueprints.agenda.state_words import state_words
from clinic_portal.contracts.agenda import AppointmentStatus
from clinic_portal.contracts.agenda.substates import LONGEST_SUBSTATE, MOST_LETTERS
from clinic_portal.contracts.clinics import HUE_NAMES
from clinic_portal.foundation.typed import one_line
from clinic_portal.foundation.web.fields import RadioField, SelectField


def _words(label: object, missing: object, most: int, hint: object = "") -> StringField:
    length = Length(max=most, message=_("At most %(max)d characters."))
    return StringField(label, filters=[one_line], description=hint, validators=[DataRequired(missing), length])


class SubstateForm(KeptForm):
    """A state of the clinic's own."""

    edited = ("name", "letters", "hue")
    name = _words(_("Name"), _("Write a name."), LONGEST_SUBSTATE)
    letters = _words(_("Letters"), _("Write one or two letters."), MOST_LETTERS, _("One or two, shown in the agenda."))
    hue = RadioField(_("Colour"), coerce=int, default=1, choices=list(HUE_NAMES.items()))


class NewSubstateForm(SubstateForm):
    """The same, and the fixed state that it stands under for good."""

    under = SelectField(_("Stands under"), description=_("It lasts until this state changes."))

    def furnish(self) -> "NewSubstateForm":
        words = state_words()
        self.under.choices = [(one.value, words[one.value]) for one in AppointmentStatus]
        return self
