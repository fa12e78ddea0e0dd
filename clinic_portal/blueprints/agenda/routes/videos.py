"""Where an appointment is joined by video."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.kept import Kept
from clinic_portal.blueprints.agenda.forms.video import VideoForm
from clinic_portal.blueprints.agenda.outcome import day_of, settled
from clinic_portal.contracts.agenda import LinkVideo

PAGE, FRAGMENT = "agenda/video.html", "agenda/_video_form.html"


def edit(appointment_id: int) -> ResponseReturnValue:
    """The form with the address as it stands."""
    kept = _kept(appointment_id)
    kept.form.show(agenda().appointment(appointment_id))
    return kept.show()


def update(appointment_id: int) -> ResponseReturnValue:
    """Change it; or compare with what stands now."""
    kept = _kept(appointment_id)

    def save() -> Response:
        command = LinkVideo(appointment_id=appointment_id, version=kept.form.seen(), **kept.form.fields())
        linked = agenda().link_video(command)
        return settled("agenda/_moved.html", linked, _("Noted: %(name)s", name=linked.patient_name))

    return kept.send(save, lambda: agenda().appointment(appointment_id))


def _kept(appointment_id: int) -> Kept:
    found = agenda().appointment(appointment_id)
    return Kept(
        VideoForm(),
        PAGE,
        FRAGMENT,
        appointment=found,
        here=url_for("agenda.videos_update", appointment_id=appointment_id),
        back=day_of(found, asked_for(house())).address(),
    )
