"""What the clinic tells its patients, in each language that it writes in."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.clinics.doors import clinics, house
from clinic_portal.blueprints.clinics.editing import Sheet
from clinic_portal.blueprints.clinics.forms import TextsForm
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.web.languages import LANGUAGES
from clinic_portal.foundation.web.pages import go_to


def index() -> ResponseReturnValue:
    """The texts in the clinic's own language first."""
    return go_to(url_for("clinics.texts_show", language=house().clinic.language))


def show(language: str) -> ResponseReturnValue:
    sheet = _sheet(language)
    sheet.form.show(house())
    return sheet.show()


def update(language: str) -> ResponseReturnValue:
    sheet = _sheet(language)

    def save() -> Response:
        clinics().edit_texts(sheet.form.command())
        return go_to(url_for("clinics.texts_show", language=language), _("The texts are saved."))

    return sheet.send(save, house())


def _sheet(language: str) -> Sheet[TextsForm]:
    if language not in LANGUAGES:
        raise NotFound
    form = TextsForm().in_language(language)
    values = {"language": language, "languages": LANGUAGES}
    return Sheet(form, "clinics/texts.html", "clinics/_texts_form.html", values)
