"""The catalogs as a clinic's admin arranges them."""

from clinic_portal.contexts.catalogs import ledger, uses
from clinic_portal.contexts.catalogs.commands.add_own_term import add_own_term
from clinic_portal.contexts.catalogs.commands.arrange_many import arrange_many
from clinic_portal.contexts.catalogs.commands.arrange_terms import arrange_terms
from clinic_portal.contexts.catalogs.commands.edit_own_term import edit_own_term
from clinic_portal.contexts.catalogs.commands.retire_own_term import retire_own_term
from clinic_portal.contexts.catalogs.commands.settle_terms import settle_terms
from clinic_portal.contexts.catalogs.commands.undo_change import undo_change
from clinic_portal.contexts.catalogs.queries import grid, pending
from clinic_portal.contracts.catalogs import (
    AddOwnTerm,
    ArrangedTerm,
    ArrangeMany,
    ArrangeTerm,
    CatalogKind,
    Change,
    EditOwnTerm,
    GridPage,
    GridQuery,
    RetireOwnTerm,
    SettleTerms,
    UpstreamChange,
    Use,
)
from clinic_portal.foundation.once import once
from clinic_portal.foundation.work import work


class Arranging:
    """Reads and changes for those who may arrange."""

    def grid(self, query: GridQuery) -> GridPage:
        with work():
            return grid.page(query)

    def arranged(self, kind: CatalogKind, term_id: int, language: str = "es") -> ArrangedTerm:
        with work():
            return grid.get_row(kind, term_id, language)

    def uses(self, kind: CatalogKind, term_id: int) -> tuple[Use, ...]:
        with work():
            return uses.of_term(kind, term_id)

    def arrange(self, command: ArrangeTerm) -> ArrangedTerm:
        with work():
            arrange_terms(command.kind, (command,))
            return grid.get_row(command.kind, command.term_id, "es")

    def arrange_each(self, kind: CatalogKind, commands: tuple[ArrangeTerm, ...]) -> Change | None:
        with work():
            return arrange_terms(kind, commands)

    def used_among(self, command: ArrangeMany) -> int:
        with work():
            return grid.count_used(command)

    def arrange_many(self, command: ArrangeMany) -> Change | None:
        with work():
            return arrange_many(command)

    def add_own(self, command: AddOwnTerm) -> ArrangedTerm:
        with work():
            return once(command, ArrangedTerm, lambda: add_own_term(command))

    def edit_own(self, command: EditOwnTerm) -> ArrangedTerm:
        with work():
            edit_own_term(command)
            return grid.get_row(command.kind, command.term_id, "es")

    def retire_own(self, command: RetireOwnTerm) -> Change:
        with work():
            return retire_own_term(command)

    def changes(self, kind: CatalogKind, term_id: int | None = None) -> tuple[Change, ...]:
        with work():
            return ledger.latest(kind, term_id)

    def undo(self, change_id: int) -> Change:
        with work():
            return undo_change(change_id)

    def pending(self, kind: CatalogKind, language: str = "es") -> tuple[UpstreamChange, ...]:
        with work():
            return pending.changes(kind, language, most=pending.MOST)

    def settle(self, command: SettleTerms) -> Change | None:
        with work():
            return settle_terms(command)
