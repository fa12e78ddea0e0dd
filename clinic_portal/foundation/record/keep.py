"""The one way in which operators change anything: what is done on its connection and its entry are one transaction.

What another door does inside of the block, such as inviting a person, is a transaction of its own, entered afterwards.
"""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import structlog
from psycopg import Rollback
from psycopg.types.json import Json as Written

from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database.operator import Link, operator_link, operator_url
from clinic_portal.foundation.record.chain import FIRST, Entry, Json, digest
from clinic_portal.foundation.record.verbs import Verb
from clinic_portal.foundation.refusals import NotAllowed

# Any constant will do: of two deeds at once the second waits, and follows upon the first.
_ONE_AT_A_TIME = 7_201_906
_WHO = "SELECT email, operator FROM identity.app_user WHERE id = %s"
_LAST = "SELECT number, hash FROM operations.deed ORDER BY number DESC LIMIT 1"
_INSERT = """
    INSERT INTO operations.deed
        (number, at, actor_id, actor, verb, about, thing, before, after, request_id, previous_hash, hash)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""


class Unrecorded(RuntimeError):
    """The block did not say what it did: nothing of it is kept."""


@dataclass
class Doing:
    """A deed under way: the connection to do it on, and what the record will say of it."""

    link: Link
    verb: Verb
    about: int | None
    thing: str
    before: Json = None
    after: Json = None
    told: bool = False

    def tell(self, before: Json, after: Json) -> None:
        """What stood before and what stands now; the same twice is no deed, and leaves nothing behind."""
        self.before, self.after, self.told = before, after, True


@contextmanager
def recorded(verb: Verb, *, about: int | None = None, thing: str = "", url: str | None = None) -> Iterator[Doing]:
    """Do something as an operator: `about` a clinic or a global `thing`; commits the deed with its entry.

    The block must `tell`. Raises NotAllowed for a person who is no operator, NoOperator without an address.
    """
    with operator_link(url or operator_url(), read_only=False) as link, link.transaction():
        actor_id = current_actor_id()
        actor = _name(link, actor_id)
        doing = Doing(link, verb, about, thing)
        yield doing
        if not doing.told:
            raise Unrecorded(verb)
        if doing.before == doing.after:
            raise Rollback
        _write(doing, actor_id, actor)


def _name(link: Link, actor_id: int | None) -> str:
    if actor_id is None:
        return f"system:{_machine_user()}"
    row = link.execute(_WHO, [actor_id]).fetchone()
    if row is None or not row[1]:
        raise NotAllowed
    return str(row[0])


def _machine_user() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container's user may have a number only
        return str(os.getuid())


def _write(doing: Doing, actor_id: int | None, actor: str) -> None:
    doing.link.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    number, previous_hash = doing.link.execute(_LAST).fetchone() or (0, FIRST)
    request_id = str(structlog.contextvars.get_contextvars().get("request_id", ""))
    entry = Entry(
        number=number + 1,
        at=now(),
        actor_id=actor_id,
        actor=actor,
        verb=doing.verb.value,
        about=doing.about,
        thing=doing.thing,
        before=doing.before,
        after=doing.after,
        request_id=request_id,
        previous_hash=previous_hash,
    )
    _insert(doing.link, replace(entry, hash=digest(entry)))


def _insert(link: Link, entry: Entry) -> None:
    values = [entry.number, entry.at, entry.actor_id, entry.actor, entry.verb, entry.about, entry.thing]
    states = [None if state is None else Written(state) for state in (entry.before, entry.after)]
    link.execute(_INSERT, [*values, *states, entry.request_id, entry.previous_hash, entry.hash])
