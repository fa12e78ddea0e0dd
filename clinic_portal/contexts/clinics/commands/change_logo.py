"""Show another picture, or none."""

from sqlalchemy import select

from clinic_portal.contexts.clinics.held import held_profile
from clinic_portal.contexts.clinics.models import ClinicLogo
from clinic_portal.contracts.clinics import ClinicLogoChanged, Logo
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work


def change_logo(logo: Logo) -> None:
    held_profile()
    session = current_work()
    row = session.scalars(select(ClinicLogo)).one_or_none() or ClinicLogo()
    row.content, row.fingerprint, row.changed_at = logo.content, logo.fingerprint, now()
    row.width, row.height = logo.width, logo.height
    session.add(row)
    session.flush()
    publish(ClinicLogoChanged(logo=logo.fingerprint))


def remove_logo() -> None:
    held_profile()
    session = current_work()
    row = session.scalars(select(ClinicLogo)).one_or_none()
    if row is not None:
        session.delete(row)
        publish(ClinicLogoChanged(logo=""))
