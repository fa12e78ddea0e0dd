"""Creations that may be sent twice: the key's second coming replays the stored answer."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import DateTime, Text, func, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import Model, OwnedByClinic
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


def once(command: Creation, answer_type: type[Answer], create: Callable[[], Answer]) -> Answer:
    """`create()` the first time its key comes; the stored answer afterwards; KeyReused for other content.

    Runs in the open work. A racing twin waits on the key's row and then replays.
    """
    session, fingerprint = current_work(), _fingerprint(command)
    first = session.execute(
        insert(StoredAnswer)
        .values(clinic_id=session.clinic_id, key=command.idempotency_key, fingerprint=fingerprint)
        .on_conflict_do_nothing()
        .returning(StoredAnswer.key)
    ).scalar()
    if first is None:
        return _replayed(command.idempotency_key, fingerprint, answer_type)
    answer = create()
    session.execute(
        update(StoredAnswer)
        .where(StoredAnswer.key == command.idempotency_key)
        .values(answer=answer.model_dump(mode="json"))
        .execution_options(synchronize_session=False)
    )
    return answer


def _replayed(key: str, fingerprint: str, answer_type: type[Answer]) -> Answer:
    stored = current_work().scalars(select(StoredAnswer).where(StoredAnswer.key == key)).one()
    if stored.fingerprint != fingerprint:
        raise KeyReused
    return answer_type.model_validate(stored.answer)


def _fingerprint(command: Creation) -> str:
    content = command.model_dump_json(exclude={"idempotency_key"})
    return hashlib.sha256(f"{type(command).__name__}:{content}".encode()).hexdigest()
