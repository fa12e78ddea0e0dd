"""Switch a feature on or off for the entered clinic."""

from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.clinics.models import FeatureFlag
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work


def switch_flag(key: str, *, on: bool) -> None:
    state = {"switched_on": on, "changed_at": now()}
    row = insert(FeatureFlag).values(clinic_id=current_clinic_id(), key=key, **state)
    current_work().execute(row.on_conflict_do_update(constraint="pk_feature_flag", set_=state))
