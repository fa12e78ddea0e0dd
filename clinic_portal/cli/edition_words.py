"""Editions in words, for a terminal."""

from clinic_portal.contracts.catalogs import CatalogsContract, DiffQuery, DiffRow, Edition, RowChange, TermFace
from clinic_portal.foundation.directory import find

FEW = 5


def summary(edition: Edition) -> str:
    """One line that says what an edition is, and how far it has come."""
    what = f"{edition.id}  {edition.kind} {edition.code_system}  {edition.label}  {edition.state}"
    counts = (
        f"{edition.added} added, {edition.changed} changed, {edition.retired} retired, {edition.unchanged} unchanged"
    )
    return f"{what}: {counts}; {_progress(edition)}"


def difference(edition: Edition, few: int = FEW) -> str:
    """The first rows of each kind of change."""
    pages = (page_of(edition, what, size=few) for what in (RowChange.ADDED, RowChange.CHANGED, RowChange.RETIRED))
    return "\n".join(filter(None, pages)) or "nothing would change"


def page_of(edition: Edition, what: RowChange | None, page: int = 1, size: int = 50) -> str:
    """A page of the difference, one row a line."""
    found = find(CatalogsContract).edition_diff(DiffQuery(edition_id=edition.id, what=what, page=page, size=size))
    rest = found.total - found.page * found.size
    return "\n".join([*map(_line, found.rows), *([f"  … {rest} more {what or ''}".rstrip()] if rest > 0 else [])])


def _progress(edition: Edition) -> str:
    if not edition.is_whole:
        return f"{edition.received} of {edition.rows} terms have come"
    return f"{edition.applied_rows} of {edition.to_apply} written"


def _line(row: DiffRow) -> str:
    then, now = row.then and _said(row.then), row.now and _said(row.now)
    words = f"{then}  →  {now}" if row.what is RowChange.CHANGED else then or now
    return f"  {row.what:<8} {row.code:<12} {words}"


def _said(face: TermFace) -> str:
    """The name; all that is said where a name alone would not show the difference."""
    facts = face.facts.model_dump(mode="json", exclude={"kind"}, exclude_defaults=True)
    said = [
        " / ".join(face.names.values()),
        ", ".join(face.synonyms),
        *(f"{name} {value}" for name, value in facts.items()),
    ]
    return "; ".join(filter(None, said)) + (" (retired)" if face.retired else "")
