"""A visitor's code: sent, sent again, tried, and forgotten in the end."""

from datetime import timedelta

from sqlalchemy import delete, select

from clinic_portal.contexts.agenda.links.tokens import digest_of, is_token, new_seed
from clinic_portal.contexts.agenda.online.codes import code_of, digest_of_code, is_code
from clinic_portal.contexts.agenda.online.models import ProofRow
from clinic_portal.contracts.agenda import NoMoreCodes
from clinic_portal.contracts.agenda.online import (
    CODE_MINUTES,
    CODE_SENDS,
    CODE_TRIES,
    AskOnline,
    OnlineCodeAsked,
    OnlineLetter,
)
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

KEPT = timedelta(days=1)
_HOLDS = timedelta(minutes=CODE_MINUTES)


def ask(command: AskOnline, token: str, phone: str) -> None:
    """A new proof, whose code is on its way; `phone` as E.164."""
    email = command.email.strip()
    row = ProofRow(
        digest=digest_of(token),
        contact=phone if command.way == "sms" else email.casefold(),
        phone=phone,
        email=email,
        **command.model_dump(exclude={"address", "phone", "email"}),
    )
    _give_code(row)
    current_work().add(row)
    current_work().flush()
    publish(OnlineCodeAsked(proof_id=row.id, sending=1))


def opened(token: str, *, locked: bool = False) -> ProofRow:
    """The proof that a token opens, in the entered clinic; raises NotFound."""
    if not is_token(token):
        raise NotFound
    wanted = select(ProofRow).where(ProofRow.digest == digest_of(token), ProofRow.created_at > now() - KEPT)
    row: ProofRow | None = current_work().scalar(wanted.with_for_update() if locked else wanted)
    if row is None:
        raise NotFound
    return row


def send_again(row: ProofRow) -> None:
    """Another code, with tries of its own; raises NoMoreCodes."""
    if row.proved_at or row.sends >= CODE_SENDS:
        raise NoMoreCodes
    _give_code(row)
    row.sends, row.tries = row.sends + 1, 0
    current_work().flush()
    publish(OnlineCodeAsked(proof_id=row.id, sending=row.sends))


def attempt(row: ProofRow, typed: str) -> bool:
    """Whether it is the code, each try counted; raises NoMoreCodes."""
    if row.proved_at:
        return True
    if row.tries >= CODE_TRIES or row.code_until <= now():
        raise NoMoreCodes
    row.tries += 1
    if is_code(typed, row.seed, row.code_digest):
        row.proved_at = now()
    return row.proved_at is not None


def letter(proof_id: int, sending: int) -> OnlineLetter | None:
    """What is to be told now, if anything still is; `sending` 0 is no code."""
    row: ProofRow | None = current_work().scalar(select(ProofRow).where(ProofRow.id == proof_id))
    if row is None:
        return None
    if sending and (row.sends != sending or row.proved_at or row.code_until <= now()):
        return None
    code = code_of(row.seed) if sending else None
    return OnlineLetter.model_validate({"way": row.way, "contact": row.contact, "language": row.language, "code": code})


def throw_away() -> int:
    """What was typed by those who proved nothing must not stay; what became an appointment is kept with it."""
    gone = current_work().execute(delete(ProofRow).where(ProofRow.created_at <= now() - KEPT).returning(ProofRow.id))
    return len(gone.all())


def _give_code(row: ProofRow) -> None:
    row.seed = new_seed()
    row.code_digest = digest_of_code(row.seed, code_of(row.seed))
    row.code_until = now() + _HOLDS
