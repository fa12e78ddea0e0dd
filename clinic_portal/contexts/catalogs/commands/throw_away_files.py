"""Files that were brought a day ago lose their content; what they did stays written."""

from datetime import timedelta

from sqlalchemy import update

from clinic_portal.contexts.catalogs.models import ClinicImport
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import current_work

KEPT = timedelta(days=1)


def throw_away_files() -> None:
    current_work().execute(
        update(ClinicImport)
        .where(ClinicImport.content.is_not(None), ClinicImport.made_at < now() - KEPT)
        .values(content=None)
        .execution_options(synchronize_session=False)
    )
