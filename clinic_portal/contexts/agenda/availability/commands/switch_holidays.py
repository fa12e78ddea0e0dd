"""Whether public holidays close the clinic."""

from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.agenda.availability.models import HolidayChoice
from clinic_portal.contracts.agenda import SwitchHolidays
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work


def switch_holidays(command: SwitchHolidays) -> None:
    chosen = {"closes": command.close}
    current_work().execute(
        insert(HolidayChoice)
        .values(clinic_id=current_clinic_id(), **chosen)
        .on_conflict_do_update(index_elements=[HolidayChoice.clinic_id], set_=chosen)
        .execution_options(**{REVIEWED: "writes the entered clinic's id"})
    )
