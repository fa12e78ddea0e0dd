"""A person's views: read, remembered, saved, renamed and deleted in the open work."""

from collections.abc import Sequence

from sqlalchemy import func, select

from clinic_portal.contexts.agenda.saved_views.models import ViewRow
from clinic_portal.contracts.agenda import (
    MOST_VIEWS,
    MyViews,
    RenameView,
    SavedView,
    SaveView,
    TooManyViews,
    ViewFields,
    ViewNameTaken,
)
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

LAST = 0


def views_of(user_id: int) -> MyViews:
    rows = _rows(user_id)
    last = next((_fields(row) for row in rows if row.place == LAST), None)
    return MyViews(last=last, saved=tuple(_view(row) for row in rows if row.place != LAST))


def remember(user_id: int, fields: ViewFields) -> None:
    _put(_locked(user_id), user_id, LAST, "", fields)


def save(user_id: int, command: SaveView) -> SavedView:
    """Raises TooManyViews."""
    rows = _locked(user_id)
    taken = {row.place for row in rows}
    place = next((row.place for row in rows if row.place != LAST and row.name == command.name), None)
    place = place or next((free for free in range(1, MOST_VIEWS + 1) if free not in taken), None)
    if place is None:
        raise TooManyViews
    return _view(_put(rows, user_id, place, command.name, command.fields))


def rename(user_id: int, command: RenameView) -> SavedView:
    """Raises NotFound or ViewNameTaken."""
    rows = _locked(user_id)
    row = _at(rows, command.place)
    if any(other is not row and other.place != LAST and other.name == command.name for other in rows):
        raise ViewNameTaken
    row.name = command.name
    return _view(row)


def delete(user_id: int, place: int) -> None:
    """Raises NotFound."""
    current_work().delete(_at(_locked(user_id), place))


def _rows(user_id: int) -> Sequence[ViewRow]:
    return current_work().scalars(select(ViewRow).where(ViewRow.user_id == user_id).order_by(ViewRow.place)).all()


def _locked(user_id: int) -> Sequence[ViewRow]:
    """Two tabs of one person write one after the other, also where no row is there to be locked yet."""
    session = current_work()
    key = func.hashtextextended(f"agenda.saved_view {session.clinic_id} {user_id}", 0)
    session.execute(select(func.pg_advisory_xact_lock(key)))
    return _rows(user_id)


def _at(rows: Sequence[ViewRow], place: int) -> ViewRow:
    found = next((row for row in rows if row.place == place != LAST), None)
    if found is None:
        raise NotFound
    return found


def _put(rows: Sequence[ViewRow], user_id: int, place: int, name: str, fields: ViewFields) -> ViewRow:
    row = next((row for row in rows if row.place == place), None) or ViewRow(user_id=user_id, place=place)
    row.name = name
    for field, value in fields.model_dump().items():
        setattr(row, field, list(value) if isinstance(value, tuple) else value)
    current_work().add(row)
    return row


def _view(row: ViewRow) -> SavedView:
    return SavedView(place=row.place, name=row.name, fields=_fields(row))


def _fields(row: ViewRow) -> ViewFields:
    return ViewFields.model_validate({field: getattr(row, field) for field in ViewFields.model_fields})
