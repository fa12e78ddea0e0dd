"""A clinic hides terms, gives them aliases, or takes both back."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.catalogs import rules
from clinic_portal.contexts.catalogs.models import ClinicTermOverride, Term
from clinic_portal.contracts.catalogs import CatalogKind, OverrideTerm, TermsOverridden
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work


def override_terms(kind: CatalogKind, commands: Sequence[OverrideTerm]) -> None:
    """Keep only what differs: a visible term without an alias has no row."""
    term_ids = tuple(command.term_id for command in commands)
    if any(command.kind is not kind for command in commands):
        raise NotFound
    _refuse_unknown(kind, term_ids)
    for command in commands:
        alias = (command.alias or "").strip() or None
        if command.visible and alias is None:
            _forget(command)
        else:
            _keep(command, alias)
    publish(TermsOverridden(catalog=kind, term_ids=term_ids))


def _refuse_unknown(kind: CatalogKind, term_ids: tuple[int, ...]) -> None:
    known = select(func.count(Term.id)).where(Term.kind == kind.value, Term.id.in_(term_ids))
    if current_work().scalar(known) != len(set(term_ids)):
        raise NotFound


def _forget(command: OverrideTerm) -> None:
    current_work().execute(
        delete(ClinicTermOverride).where(
            ClinicTermOverride.kind == command.kind.value, ClinicTermOverride.term_id == command.term_id
        )
    )


def _keep(command: OverrideTerm, alias: str | None) -> None:
    session = current_work()
    change = {
        "visible": command.visible,
        "alias": alias,
        "search_alias": rules.search_name(alias) if alias else "",
    }
    key = {"clinic_id": session.clinic_id, "kind": command.kind.value, "term_id": command.term_id}
    session.execute(
        insert(ClinicTermOverride)
        .values(**key, **change, version=1)
        .on_conflict_do_update(index_elements=list(key), set_={**change, "version": ClinicTermOverride.version + 1})
        .execution_options(**{REVIEWED: "writes the session's own clinic's row"})
    )
