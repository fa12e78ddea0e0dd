"""What must add up when the dust has settled: said, stored, told, and nothing twice."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

import psycopg

_STORED = """
    SELECT s.key, (s.answer->>'id')::bigint FROM events.stored_answer AS s
    JOIN agenda.appointment AS a ON a.id = (s.answer->>'id')::bigint WHERE s.key = ANY (%s)
"""
_TOLD = """
    SELECT appointment_id, key FROM notifications.delivery
    WHERE appointment_id = ANY (%s) AND channel = 'sms' AND occasion = 'booked' AND status = 'sent'
"""
_OVERLAPS = """
    SELECT count(*) FROM agenda.appointment AS a JOIN agenda.appointment AS b
    ON a.id < b.id AND (a.practitioner_id = b.practitioner_id OR a.room_id = b.room_id)
    AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
    WHERE a.id = ANY (%s) AND b.status <> 'cancelled'
"""


@dataclass(frozen=True)
class Ledger:
    """The naive figures are those of the twin, which must lose some; all else is the portal's."""

    acknowledged: int
    stored: int
    told: int
    told_twice: int
    unknown_to_provider: int
    undone: int
    dead: int
    overlaps: int
    refused: int
    naive_acknowledged: int
    naive_lost: int

    def faults(self) -> list[str]:
        """What does not add up, in words; empty when all is well."""
        checks = {
            "an acknowledged booking is not stored": self.stored == self.acknowledged,
            "a confirmation was not sent": self.told == self.acknowledged,
            "a confirmation was sent twice": self.told_twice == 0,
            "a confirmation is noted as sent that the provider never got": self.unknown_to_provider == 0,
            "the outbox is not empty": (self.undone, self.dead) == (0, 0),
            "appointments overlap": self.overlaps == 0,
            "a free time was refused": self.refused == 0,
            "the naive twin lost nothing, so this run proves nothing": self.naive_lost > 0,
        }
        return [words for words, holds in checks.items() if not holds]

    def lines(self) -> list[str]:
        return [f"{name.replace('_', ' '):>22}  {value}" for name, value in asdict(self).items()]


def inside(link: psycopg.Connection, clinic_id: int) -> psycopg.Connection:
    """As the owner, for whom row security holds as for anybody."""
    link.execute("SELECT set_config('app.clinic_id', %s, false)", [str(clinic_id)])
    return link


def undone(link: psycopg.Connection) -> tuple[int, int]:
    """Entries that wait, and dead ones."""
    row = link.execute(
        "SELECT count(*) FILTER (WHERE dead_at IS NULL), count(*) FILTER (WHERE dead_at IS NOT NULL)"
        " FROM events.outbox WHERE done_at IS NULL"
    ).fetchone()
    return (row[0], row[1]) if row else (0, 0)


def balance(
    link: psycopg.Connection, told_yes: set[str], taken: Counter[str], refused: int, naive: Iterable[str]
) -> Ledger:
    """Compare what desks were told, what the database holds, and what the provider took."""
    stored: dict[str, int] = dict(link.execute(_STORED, [list(told_yes)]).fetchall())
    sent = list(link.execute(_TOLD, [list(stored.values())]))
    by_appointment = Counter(appointment for appointment, _ in sent)
    overlaps = link.execute(_OVERLAPS, [list(stored.values())]).fetchone()
    waiting, dead = undone(link)
    naive_keys = set(naive)
    return Ledger(
        acknowledged=len(told_yes),
        stored=len(stored),
        told=len(by_appointment),
        told_twice=sum(1 for count in by_appointment.values() if count > 1),
        unknown_to_provider=sum(1 for _, key in sent if key not in taken),
        undone=waiting,
        dead=dead,
        overlaps=overlaps[0] if overlaps else 0,
        refused=refused,
        naive_acknowledged=len(naive_keys),
        naive_lost=len(naive_keys - taken.keys()),
    )
