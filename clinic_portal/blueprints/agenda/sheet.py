"""A day as lists to carry about: one for each practitioner or room, in order of time."""

from collections.abc import Iterator
from typing import NamedTuple

from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.board import Board
from clinic_portal.blueprints.agenda.cards import Card
from clinic_portal.foundation.tables import Cell
from clinic_portal.foundation.web.filters import clock_time, phone


class Line(NamedTuple):
    """An appointment on a list; name, phone and note are empty for who may not see patients."""

    time: str
    minutes: int
    name: str
    phone: str
    kind: str
    beside: str
    state: str
    note: str


def lines(cards: tuple[Card, ...], *, named: bool) -> Iterator[Line]:
    """`named` is whether patients are; without it a list tells when, what and where."""
    for card in sorted(cards, key=lambda card: card.start):
        entry = card.entry
        yield Line(
            clock_time(entry.starts),
            entry.minutes,
            entry.patient_name if named else "",
            phone(entry.patient_phone) if named else "",
            card.kind,
            card.beside,
            card.state,
            " · ".join(filter(None, (entry.note, entry.video_url))) if named else "",
        )


def rows(board: Board, words: dict[str, str], *, named: bool) -> Iterator[tuple[Cell, ...]]:
    """The whole day as a table with its head; `words` are the states in the reader's language."""
    by_room = board.shown.by == "room"
    whose, beside = (_("Room"), _("Practitioner")) if by_room else (_("Practitioner"), _("Room"))
    who, note = ((_("Patient"), _("Phone")), (_("Note"),)) if named else ((), ())
    yield (_("Day"), whose, _("Time"), _("Minutes"), *who, _("Type"), beside, _("State"), *note)
    for column in board.columns:
        for line in lines(column.cards, named=named):
            patient = (line.name, line.phone) if named else ()
            yield (
                board.shown.day.isoformat(),
                column.name,
                line.time,
                line.minutes,
                *patient,
                line.kind,
                line.beside,
                words[line.state],
                *((line.note,) if named else ()),
            )
