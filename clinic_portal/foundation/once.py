"""Creations that may be sent twice: the key's second coming replays the stored answer."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import DateTime, Text, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import Model, OwnedByClinic
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.refusals import KeyReused
from clinic_portal.foundation.values import Creation, Value
from clinic_portal.foundation.work import current_work

Answer = TypeVar("Answer", bound=Value)


class StoredAnswer(OwnedByClinic, Model):
    """What a creation was answered, by its key."""

    __tablename__ = "stored_answer"
    __table_args__ = {"schema": "events"}

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    fingerprint: Mapped[str] = mapped_column(Text)
    answer: Mapped[dict[str, object] | None] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


_TAKE = HotWrite(
    """INSERT INTO events.stored_answer (clinic_id, key, fingerprint) VALUES (%(clinic_id)s, %(key)s, %(fingerprint)s)
       ON CONFLICT DO NOTHING RETURNING key""",
    reviewed="writes the session's own clinic's row",
)
_KEEP = HotWrite(
    """UPDATE events.stored_answer SET answer = %(answer)s::jsonb WHERE clinic_id = %(clinic_id)s AND key = %(key)s""",
    reviewed="writes the session's own clinic's row",
)


def once(command: Creation, answer_type: type[Answer], create: Callable[[], Answer]) -> Answer:
    """`create()` the first time its key comes; the stored answer afterwards; KeyReused for other content.

    Runs in the open work. A racing twin waits on the key's row and then replays.
    """
    session, key, fingerprint = current_work(), command.idempotency_key, _fingerprint(command)
    if not _TAKE.rows(session, key=key, fingerprint=fingerprint):
        return _replayed(key, fingerprint, answer_type)
    answer = create()
    _KEEP.soon(session, key=key, answer=answer.model_dump_json())
    return answer


def _replayed(key: str, fingerprint: str, answer_type: type[Answer]) -> Answer:
    stored = current_work().scalars(select(StoredAnswer).where(StoredAnswer.key == key)).one()
    if stored.fingerprint != fingerprint:
        raise KeyReused
    return answer_type.model_validate(stored.answer)


def _fingerprint(command: Creation) -> str:
    content = command.model_dump_json(exclude={"idempotency_key"})
    return hashlib.sha256(f"{type(command).__name__}:{content}".encode()).hexdigest()
