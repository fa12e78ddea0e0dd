"""The list of recalls, page by page, and one with its history."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Date, and_, bindparam, literal_column, or_, select, tuple_

from clinic_portal.contexts.agenda.models import PatientCard
from clinic_portal.contexts.agenda.recalls.models import Recall, RecallStep
from clinic_portal.contracts.agenda import Message
from clinic_portal.contracts.agenda.recalls import (
    MOST_RECALLS,
    FindRecalls,
    RecallChange,
    RecallPage,
    RecallsShown,
    RecallState,
    RecallView,
)
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

R, P, S = Recall, PatientCard, RecallStep
_OWN = {REVIEWED: "names its clinic itself, so that it is compiled once"}
_STATES = {
    RecallsShown.OPEN: (RecallState.DUE, RecallState.CONTACTED),
    RecallsShown.BOOKED: (RecallState.BOOKED,),
    RecallsShown.OVER: (RecallState.DONE, RecallState.DECLINED),
}
_RECALL = (
    select(
        R.id,
        R.version,
        R.patient_id,
        P.name.label("patient_name"),
        P.phone.label("patient_phone"),
        R.type_id,
        R.practitioner_id,
        R.branch_id,
        R.due,
        R.every_months,
        R.state,
        R.note,
        R.appointment_id,
        R.contacted_at,
        R.contacted_by,
        R.message,
    )
    .join(P, and_(P.clinic_id == R.clinic_id, P.patient_id == R.patient_id))
    .where(R.clinic_id == bindparam("clinic_id"))
    .execution_options(**_OWN)
)
_VIEW = tuple(str(column.key) for column in _RECALL.selected_columns)
_ONE = HotRead(_RECALL.where(R.id == bindparam("recall_id")))
_ANY = {name: bindparam(name, type_=BigInteger) for name in ("branch_id", "practitioner_id", "type_id", "patient_id")}


def _list(states: tuple[RecallState, ...]) -> HotRead:
    """The states are written out, so that the index of the open ones is used."""
    last = tuple_(bindparam("last_due", type_=Date), bindparam("last_id", type_=BigInteger))
    return HotRead(
        _RECALL.where(
            R.state.in_([literal_column(f"'{state.value}'") for state in states]),
            R.due <= bindparam("until"),
            tuple_(R.due, R.id) > last,
            *(or_(wanted == 0, getattr(R, name) == wanted) for name, wanted in _ANY.items()),
        )
        .order_by(R.due, R.id)
        .limit(bindparam("most"))
    )


LISTS = {shown: _list(states) for shown, states in _STATES.items()}
_HISTORY = HotRead(
    select(S.at, S.user_id, S.what, S.detail, S.due)
    .where(S.clinic_id == bindparam("clinic_id"), S.recall_id == bindparam("recall_id"))
    .order_by(S.id.desc())
    .execution_options(**_OWN)
)


def list_values(query: FindRecalls) -> dict[str, Any]:
    """What the list's statement is given."""
    last_due, last_id = query.after or (date.min, 0)
    whose = query.model_dump(include=set(_ANY))
    return {**whose, "until": query.until, "last_due": last_due, "last_id": last_id, "most": MOST_RECALLS + 1}


def recalls(query: FindRecalls) -> RecallPage:
    rows = LISTS[query.shown].rows(current_work(), **list_values(query))
    return RecallPage(recalls=tuple(map(_view, rows[:MOST_RECALLS])), more=len(rows) > MOST_RECALLS)


def recall(recall_id: int) -> RecallView:
    """Raises NotFound."""
    rows = _ONE.rows(current_work(), recall_id=recall_id)
    if not rows:
        raise NotFound
    return _view(rows[0])


def history(recall_id: int) -> tuple[RecallChange, ...]:
    rows = _HISTORY.rows(current_work(), recall_id=recall_id)
    return tuple(
        RecallChange(at=at, user_id=user_id, what=what, detail=detail, due=due)
        for at, user_id, what, detail, due in rows
    )


def _view(row: tuple[Any, ...]) -> RecallView:
    values = dict(zip(_VIEW, row, strict=True))
    return RecallView(**values | {"state": RecallState(values["state"]), "message": Message(values["message"])})
