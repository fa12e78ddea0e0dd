"""Sign in: throttled before anything costly, one answer for whatever was wrong."""

import structlog
from sqlalchemy import update

from clinic_portal.contexts.identity import passwords, queries, rules
from clinic_portal.contexts.identity.commands.open_session import open_session
from clinic_portal.contexts.identity.models import AppUser
from clinic_portal.contexts.identity.queries import Account
from clinic_portal.contracts.identity import SignIn, SignInRefused
from clinic_portal.foundation.throttle import Throttle, neighbourhood
from clinic_portal.foundation.work import current_work, work

log = structlog.get_logger("identity")


def sign_in(command: SignIn, throttle: Throttle, *, demo: bool) -> str:
    """The new session's id; raises SignInRefused or Throttled. No transaction is open while the password is checked."""
    email, address = rules.normal_email(command.email), neighbourhood(command.address)
    throttle.spend(rules.ADDRESS, address)
    with work():
        account = queries.account(email, address)
    # Whoever floods an account from elsewhere does not keep its owner out at the usual place.
    meter = f"{email} {address if account and account.at_home else ''}"
    throttle.spend(rules.ACCOUNT, meter)
    known = _prove(account, command.password, demo=demo)
    throttle.forget(rules.ACCOUNT, meter)
    throttle.give_back(rules.ADDRESS, address)
    with work():
        _renew_digest(known, command.password)
        session_id = open_session(known.user_id, address, command.agent)
    log.info("signed_in", user_id=known.user_id)
    return session_id


def _prove(account: Account | None, password: str, *, demo: bool) -> Account:
    """The account, if the password is its own; the same work is done where there is no account."""
    fits = passwords.fits(account.password_hash if account else None, password)
    known_to_all = rules.normal_password(password).casefold() == rules.DEMO_PASSWORD and not demo
    if account is None or not fits or known_to_all:
        log.info("sign_in_refused", user_id=account.user_id if account else None)
        raise SignInRefused
    return account


def _renew_digest(account: Account, password: str) -> None:
    if passwords.is_outdated(account.password_hash):
        current_work().execute(
            update(AppUser).where(AppUser.id == account.user_id).values(password_hash=passwords.digest(password))
        )
