"""What the clinic allows those who book by themselves, and the address that it gives them."""

from flask import Response, current_app, g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda
from clinic_portal.blueprints.agenda.forms.kept import Kept
from clinic_portal.blueprints.agenda.forms.online import OnlinePolicyForm
from clinic_portal.contracts.clinics import Flag
from clinic_portal.foundation.flags import is_on
from clinic_portal.foundation.web.pages import go_to


def show() -> ResponseReturnValue:
    kept = _kept()
    kept.form.show(agenda().online_policy())
    return kept.show()


def update() -> ResponseReturnValue:
    """Change them; or compare with what stands now."""
    form = OnlinePolicyForm()
    kept = _kept(form)

    def save() -> Response:
        agenda().set_online_policy(form.command())
        return go_to(url_for("agenda.online_rules_show"), _("The rules are saved."))

    return kept.send(save, agenda().online_policy)


def _kept(form: OnlinePolicyForm | None = None) -> Kept:
    page, door = "agenda/online/rules.html", agenda()
    return Kept(
        form or OnlinePolicyForm(formdata=None),
        page,
        page,
        switched_on=is_on(Flag.ONLINE_BOOKING),
        address=f"{current_app.config['SETTINGS'].public_url}/c/{g.clinic.slug}/book",
        cancel_hours=door.day_policy().cancel_hours,
        kinds=[one for one in door.types() if one.online and not one.retired],
    )
