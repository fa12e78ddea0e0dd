"""One patient's turn: its steps, the next one, sending on, and taking back; and calling whoever is next."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.waiting import asked_for, board_of
from clinic_portal.contracts.agenda import CallNext, NotThatTurn, QueueState, TakeTurn, TransferTurn, UndoTurn
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer, done

IN_PANEL = frozenset({"form#walk-in-form", "form#transfer-form"})


def show(entry_id: int) -> ResponseReturnValue:
    """All its steps, with the minutes between them."""
    entry = agenda().queue_entry(entry_id)
    return answer(
        "agenda/waiting_room/turn.html",
        "agenda/waiting_room/_turn.html",
        entry=entry,
        steps=agenda().queue_steps(entry_id),
        house=house(),
        shown=asked_for(),
        points={point.id: point.name for point in agenda().service_points() if point.branch_id == entry.branch_id},
    )


def update(entry_id: int) -> ResponseReturnValue:
    """Take the turn to the state that was asked for."""
    wanted = request.form.get("state", "")
    if wanted not in set(QueueState):
        agenda().queue_entry(entry_id)
        raise NotThatTurn
    taken = agenda().take_turn(TakeTurn(entry_id=entry_id, version=_version(), state=QueueState(wanted)))
    return settled(_("Noted: %(number)s", number=taken.number))


def transfer(entry_id: int) -> ResponseReturnValue:
    """Send on to whom or where the form says: `p7` is a practitioner, `r7` a room, `s7` a service point."""
    agenda().queue_entry(entry_id)
    kind, number = request.form.get("to", "")[:1], whole_number(request.form.get("to", "")[1:])
    names = {"p": "practitioner_id", "r": "room_id", "s": "point_id"}
    if kind not in names or number is None:
        raise NotThatTurn
    sent = agenda().transfer_turn(TransferTurn(entry_id=entry_id, version=_version(), **{names[kind]: number}))
    return settled(_("Sent on: %(number)s", number=sent.number))


def undo(entry_id: int) -> ResponseReturnValue:
    back = agenda().undo_turn(UndoTurn(entry_id=entry_id, version=_version()))
    return settled(_("Taken back: %(number)s", number=back.number))


def call() -> ResponseReturnValue:
    """Call whoever has waited longest in a column."""
    called = agenda().call_next(
        CallNext(
            idempotency_key=request.form.get("idempotency_key", ""),
            branch_id=asked_for().branch.id,
            practitioner_id=whole_number(request.form.get("practitioner_id")),
            point_id=whole_number(request.form.get("point_id")),
        )
    )
    return settled(_("Called: %(number)s, %(name)s", number=called.number, name=called.patient_name))


def settled(said: str) -> Response:
    """The queue anew, and a short sentence."""
    shown = asked_for()
    return done(
        "agenda/waiting_room/_settled.html",
        then=shown.address(),
        said=said,
        board=board_of(shown),
        shown=shown,
        house=house(),
        from_panel=request.headers.get("HX-Source", "") in IN_PANEL,
    )


def _version() -> int:
    return whole_number(request.form.get("version")) or 0
