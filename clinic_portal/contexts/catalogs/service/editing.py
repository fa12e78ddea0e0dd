"""New editions of the global catalog, under the operator's role; told to the house when they are written."""

from collections.abc import Iterator
from contextlib import contextmanager

from clinic_portal.contexts.catalogs.commands.apply_edition import begin_edition, end_edition, write_batch
from clinic_portal.contexts.catalogs.commands.discard_edition import discard_edition
from clinic_portal.contexts.catalogs.commands.stage_edition import find_staged, stage_edition
from clinic_portal.contexts.catalogs.commands.stage_terms import stage_terms
from clinic_portal.contexts.catalogs.queries import editions
from clinic_portal.contexts.catalogs.service.operating import Operating
from clinic_portal.contracts.catalogs import (
    ApplyEdition,
    CatalogBusy,
    CatalogImported,
    CatalogKind,
    CatalogVerb,
    DiffPage,
    DiffQuery,
    Edition,
    EditionState,
    RowChange,
    StageEdition,
    StageTerms,
)
from clinic_portal.foundation.database.operator import Link
from clinic_portal.foundation.progress import progressed
from clinic_portal.foundation.record import Json

_TRY_LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('catalogs.edition'), hashtext(%s))"
_STAY = "SET LOCAL idle_in_transaction_session_timeout = 0"
RECORDED = {"id", "label", "sha256", "partial", "state", "begun", "added", "changed", "retired", "applied_rows"}


class Editing(Operating):
    """Reads and changes of editions."""

    def stage_edition(self, command: StageEdition) -> Edition:
        with self._as_operator(read_only=False) as link:
            if staged := find_staged(link, command):
                return staged
        with self._recorded(CatalogVerb.STAGE, f"{command.kind} {command.code_system}") as doing:
            edition = stage_edition(doing.link, command)
            doing.tell(None, _said(edition))
            return edition

    def stage_terms(self, command: StageTerms) -> Edition:
        with self._as_operator(read_only=False) as link:
            return stage_terms(link, command)

    def editions(self, kind: CatalogKind | None = None) -> tuple[Edition, ...]:
        with self._as_operator() as link:
            return editions.latest(link, kind)

    def edition(self, edition_id: int) -> Edition:
        with self._as_operator() as link:
            return editions.get_edition(link, edition_id)

    def edition_diff(self, query: DiffQuery) -> DiffPage:
        with self._as_operator() as link:
            return editions.diff(link, query)

    def apply_edition(self, command: ApplyEdition) -> Edition:
        with self._alone(command.edition_id) as (link, found):
            if found.state is EditionState.APPLIED:
                return found
            with self._recorded(CatalogVerb.BEGIN, _thing(found)) as doing:
                begun = begin_edition(doing.link, command)
                doing.tell(_said(found), _said(begun))
            _write(link, begun)
            # Told first: who dies in between tells once more when the edition is resumed, and never not at all.
            self._tell_written(link, begun)
            with self._recorded(CatalogVerb.APPLY, _thing(found)) as doing:
                applied = end_edition(doing.link, begun.id, EditionState.APPLIED)
                doing.tell(_said(begun), _said(applied))
            return applied

    def discard_edition(self, edition_id: int) -> Edition:
        with self._alone(edition_id) as (link, found):
            with self._recorded(CatalogVerb.DISCARD, _thing(found)) as doing:
                discarded = discard_edition(doing.link, edition_id)
                doing.tell(_said(found), _said(discarded))
            self._tell_written(link, discarded)
            return discarded

    def _tell_written(self, link: Link, edition: Edition) -> None:
        """Nothing was written, nothing is told."""
        if counts := editions.written(link, edition.id):
            told = {what.value: counts.get(what, 0) for what in (RowChange.ADDED, RowChange.CHANGED, RowChange.RETIRED)}
            self._tell(CatalogImported(catalog=edition.kind, code_system=edition.code_system, **told))

    @contextmanager
    def _alone(self, edition_id: int) -> Iterator[tuple[Link, Edition]]:
        """A connection that commits as it is told; another one keeps others from this catalog until the end.

        Its lock is a transaction's: it holds behind a pooler, too, and ends with whoever dies.
        """
        with self._as_operator() as keeper, self._as_operator(read_only=False) as link:
            link.autocommit = True
            keeper.execute(_STAY)
            thing = _thing(editions.get_edition(keeper, edition_id))
            (alone,) = keeper.execute(_TRY_LOCK, [thing]).fetchone() or (False,)
            if not alone:
                raise CatalogBusy
            yield link, editions.get_edition(link, edition_id)


def _write(link: Link, edition: Edition) -> None:
    """Each batch is committed before the next begins."""
    going_on = True
    while going_on:
        with link.transaction():
            going_on = write_batch(link, edition)
        progressed(editions.get_edition(link, edition.id).applied_rows, edition.to_apply)


def _thing(edition: Edition) -> str:
    """What the record calls it, and what one operator at a time is at work on."""
    return f"{edition.kind} {edition.code_system}"


def _said(edition: Edition) -> Json:
    """What the record says of an edition."""
    return edition.model_dump(mode="json", include=RECORDED)
