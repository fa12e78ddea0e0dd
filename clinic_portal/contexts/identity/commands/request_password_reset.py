"""Ask for a link to set a new password; what the asker sees is the same whoever they are."""

from datetime import timedelta

from sqlalchemy import select

from clinic_portal.contexts.identity import rules
from clinic_portal.contexts.identity.models import AppUser, PasswordReset
from clinic_portal.contracts.identity import PasswordResetRequested
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import HOUSE, inside
from clinic_portal.foundation.throttle import Throttle, neighbourhood
from clinic_portal.foundation.work import work

GOOD_FOR = timedelta(hours=1)


def request_password_reset(email: str, address: str, throttle: Throttle) -> None:
    """Raises Throttled."""
    plain = rules.normal_email(email)
    throttle.spend(rules.ADDRESS, neighbourhood(address))
    throttle.spend(rules.RESET, plain)
    with inside(HOUSE), work() as session:
        person = session.execute(select(AppUser.id, AppUser.language).where(AppUser.email == plain)).one_or_none()
        if person is None:
            return
        reset_id = new_id()
        session.add(PasswordReset(id=reset_id, user_id=person.id, expires_at=now() + GOOD_FOR))
        publish(PasswordResetRequested(reset_id=reset_id, user_id=person.id, email=plain, language=person.language))
