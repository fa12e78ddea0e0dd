"""Where an appointment is joined by video, as a field and as a form of its own."""

from flask_babel import lazy_gettext as _
from wtforms import Field, URLField, ValidationError

from clinic_portal.blueprints.agenda.forms.kept import KeptForm
from clinic_portal.contracts.agenda import is_video_url
from clinic_portal.foundation.typed import one_line


def video_field() -> URLField:
    return URLField(_("Video link"), filters=[one_line], validators=[_check])


def _check(_form: object, field: Field) -> None:
    if field.data and not is_video_url(field.data):
        raise ValidationError(_("Give an address that begins with https://, of at most 300 characters."))


class VideoForm(KeptForm):
    """Empty is an appointment to which the patient comes."""

    edited = ("video_url",)
    video_url = video_field()
