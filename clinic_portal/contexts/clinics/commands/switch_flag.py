"""Switch a feature on or off for the entered clinic."""

from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.clinics.models import FeatureFlag
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work


def switch_flag(key: str, *, on: bool) -> None:
    switched = insert(FeatureFlag).values(clinic_id=current_clinic_id(), key=key, switched_on=on, changed_at=now())
    current_work().execute(
        switched.on_conflict_do_update(
            index_elements=[FeatureFlag.clinic_id, FeatureFlag.key],
            set_={"switched_on": switched.excluded.switched_on, "changed_at": switched.excluded.changed_at},
        )
    )
