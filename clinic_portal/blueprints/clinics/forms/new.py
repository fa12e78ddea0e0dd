"""A form that may begin a new thing."""

from wtforms import HiddenField

from clinic_portal.blueprints.clinics.versioned import VersionedForm
from clinic_portal.foundation.ids import new_id

NOTHING_YET = 0


class NewForm(VersionedForm):
    """A form that may begin a new thing; the key makes a second sending the same one."""

    idempotency_key = HiddenField()

    def begin(self) -> None:
        self.idempotency_key.process_data(new_id())

    def key(self) -> str:
        return self.idempotency_key.data or new_id()
