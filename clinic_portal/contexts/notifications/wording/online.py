"""What somebody who books alone is told: a code, or that the clinic gives them no time this way."""

from clinic_portal.contexts.notifications.wording.letters import Letter
from clinic_portal.contexts.notifications.wording.sentence import _
from clinic_portal.contracts.clinics import ClinicView
from clinic_portal.contracts.notifications import Channel


def online_letter(clinic: ClinicView, code: str | None, channel: Channel) -> Letter:
    """In the language that is being written in; without a code nothing tells why."""
    if code is None:
        said = _(
            "%(clinic)s: we could not give you the appointment that you asked for online. Please call us.",
            clinic=clinic.name,
        )
        return (
            Letter(_("Your request at %(clinic)s", clinic=clinic.name), said)
            if channel is Channel.EMAIL
            else Letter("", said)
        )
    said = _(
        "%(clinic)s: your code is %(code)s. It holds for ten minutes. Give it to nobody.", clinic=clinic.name, code=code
    )
    if channel is Channel.SMS:
        return Letter("", said)
    lines = (said, _("If you did not ask for it, ignore this letter: nothing changes."))
    return Letter(_("Your code for %(clinic)s", clinic=clinic.name), "\n\n".join(lines))
