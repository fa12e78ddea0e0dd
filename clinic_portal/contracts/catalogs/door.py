"""The door of catalogs: global terms, seen through each clinic's own arrangement of them."""

from typing import Protocol

from clinic_portal.contracts.catalogs.commands import (
    AddOwnTerm,
    ArrangeMany,
    ArrangeTerm,
    EditOwnTerm,
    ImportTerm,
    NoteUse,
    RetireOwnTerm,
    SettleTerms,
    WriteTerm,
)
from clinic_portal.contracts.catalogs.editions import (
    ApplyEdition,
    DiffPage,
    DiffQuery,
    Edition,
    StageEdition,
    StageTerms,
)
from clinic_portal.contracts.catalogs.facts import Interaction
from clinic_portal.contracts.catalogs.files import BringFile, CatalogFile, CatalogImport, FileForm
from clinic_portal.contracts.catalogs.mine import Favouring
from clinic_portal.contracts.catalogs.prices import Pricing
from clinic_portal.contracts.catalogs.shared import GlobalPage, GlobalTerm, ImportReport
from clinic_portal.contracts.catalogs.values import (
    ArrangedTerm,
    CatalogKind,
    Change,
    GridPage,
    GridQuery,
    TermPage,
    TermQuery,
    TermView,
    UpstreamChange,
    Use,
)


class Viewing(Protocol):
    """The catalogs as the entered clinic's people see them."""

    def diseases(self, query: TermQuery) -> TermPage:
        """The clinic's view of the diseases (the original plan's `enfermedades_para_clinica`)."""

    def terms(self, query: TermQuery) -> TermPage:
        """The clinic's view of any catalog."""

    def counts(self) -> dict[CatalogKind, int]:
        """How many terms the clinic sees in each catalog."""

    def term(self, kind: CatalogKind, term_id: int, language: str = "es") -> TermView:
        """One term as the clinic sees it, hidden, retired or not; raises NotFound."""

    def labels(self, kind: CatalogKind, codes: tuple[str, ...], language: str = "es") -> dict[str, str]:
        """What the clinic calls these terms, by code, hidden and retired ones, too; what it does not know is left out.

        Of several with one code one that is in use counts, before the others the clinic's own.
        """

    def interactions(self, codes: tuple[str, ...]) -> tuple[Interaction, ...]:
        """What is documented between ingredients (`warfarin`) and classes (`class:nsaids`), worst first."""

    def note_use(self, command: NoteUse) -> None:
        """Count that terms were used in the entered clinic; raises NotFound."""


class Arranging(Protocol):
    """The catalogs as the entered clinic's admin arranges them."""

    def grid(self, query: GridQuery) -> GridPage:
        """Every term, hidden ones too, with what the clinic has laid over it."""

    def arranged(self, kind: CatalogKind, term_id: int, language: str = "es") -> ArrangedTerm:
        """One row of the grid; raises NotFound."""

    def uses(self, kind: CatalogKind, term_id: int) -> tuple[Use, ...]:
        """Where the clinic uses a term, and how often."""

    def arrange(self, command: ArrangeTerm) -> ArrangedTerm:
        """Change how the entered clinic sees a term; raises NotFound, or Stale with the row as it stands."""

    def arrange_each(self, kind: CatalogKind, commands: tuple[ArrangeTerm, ...]) -> Change | None:
        """Arrange many terms of one catalog, each its own way, all or none; raises NotFound or Stale."""

    def used_among(self, command: ArrangeMany) -> int:
        """How many of the terms that a deed would be done to the clinic has used."""

    def arrange_many(self, command: ArrangeMany) -> Change | None:
        """Do one thing to many terms, all or none; None when nothing had to change. Raises NotFound."""

    def add_own(self, command: AddOwnTerm) -> ArrangedTerm:
        """A term of the clinic's own; raises CodeTaken or UnknownProcedure."""

    def edit_own(self, command: EditOwnTerm) -> ArrangedTerm:
        """Change an own term; raises NotFound, CodeTaken, UnknownProcedure, or Stale with the row as it stands."""

    def retire_own(self, command: RetireOwnTerm) -> Change:
        """Take an own term out of use; raises NotFound or Stale."""

    def changes(self, kind: CatalogKind, term_id: int | None = None) -> tuple[Change, ...]:
        """The latest changes to the clinic's view, newest first; of one term, or of the whole catalog."""

    def undo(self, change_id: int) -> Change:
        """Take a change back, whole; raises NotFound, AlreadyUndone, ChangedSince, or CodeTaken."""

    def pending(self, kind: CatalogKind, language: str = "es") -> tuple[UpstreamChange, ...]:
        """The changes upstream that the clinic has not settled, the first 200 by code."""

    def settle(self, command: SettleTerms) -> Change | None:
        """Accept changes upstream or keep what was; None when none waited."""


class Sharing(Protocol):
    """The global catalog, for operators: under their own role, and for all clinics at once."""

    def global_terms(self, query: TermQuery) -> GlobalPage:
        """Shared terms, retired ones too; raises NotAllowed without the operator's role."""

    def global_term(self, kind: CatalogKind, term_id: int) -> GlobalTerm:
        """One shared term; raises NotFound."""

    def write_term(self, command: WriteTerm) -> GlobalTerm:
        """Add or change one shared term; raises NotAllowed, NotFound, CodeTaken, or Stale with what stands now."""

    def import_terms(self, kind: CatalogKind, code_system: str, terms: tuple[ImportTerm, ...]) -> ImportReport:
        """Bring global terms in, as an operator; the same terms twice change nothing.

        Raises NotAllowed where the process has no operator's role, DuplicateCode when `terms` name a code twice.
        """

    def import_interactions(self, interactions: tuple[Interaction, ...]) -> ImportReport:
        """Bring interactions in, as an operator; the same ones twice change nothing.

        Raises NotAllowed, or DuplicateCode when a pair is named twice, in either order.
        """


class Editing(Protocol):
    """New editions of the global catalog, for operators; each raises NotAllowed without their role."""

    def stage_edition(self, command: StageEdition) -> Edition:
        """Announce an edition; one that is open with the same content is the same, compared anew.

        So is one that was applied, as long as applying it again would change nothing.
        """

    def stage_terms(self, command: StageTerms) -> Edition:
        """Bring some of its terms; the last ones have it compared. Raises NotFound, DuplicateCode or EditionEnded."""

    def editions(self, kind: CatalogKind | None = None) -> tuple[Edition, ...]:
        """The latest hundred, newest first."""

    def edition(self, edition_id: int) -> Edition:
        """One of them, and how far it is; raises NotFound."""

    def edition_diff(self, query: DiffQuery) -> DiffPage:
        """What it changes, or changed; raises NotFound."""

    def apply_edition(self, command: ApplyEdition) -> Edition:
        """Write it, a thousand rows at a time; after a crash the next call goes on, and once applied nothing changes.

        It is compared anew first. Raises NotFound, EditionIncomplete, EditionEnded for a discarded one,
        EditionUnderWay, CatalogBusy, or TooManyRetired.
        """

    def discard_edition(self, edition_id: int) -> Edition:
        """Throw it away; of a half applied one what is written stays. Raises NotFound, EditionEnded or CatalogBusy."""


class Filing(Protocol):
    """The entered clinic's view of a catalog as a file, out and in again."""

    def export(self, kind: CatalogKind, form: FileForm, language: str = "es") -> CatalogFile:
        """Every term that the clinic has, as a file that an import takes."""

    def bring_file(self, command: BringFile) -> CatalogImport:
        """Keep a file and check it, a big one later; nothing is changed. Raises UnreadableFile."""

    def imports(self, kind: CatalogKind) -> tuple[CatalogImport, ...]:
        """The latest files of a catalog, newest first, without faults and preview."""

    def get_import(self, import_id: int) -> CatalogImport:
        """One file and what its dry run found; raises NotFound."""

    def apply_import(self, import_id: int) -> CatalogImport:
        """Apply a checked file, all or nothing and once, a big one later; raises NotFound or NotReady.

        When the catalog has changed under it so that it would do something else, it is checked anew instead.
        """

    def throw_away_files(self) -> None:
        """Forget the content of files that are done with."""


class CatalogsContract(Viewing, Arranging, Sharing, Editing, Filing, Pricing, Favouring, Protocol):
    """The catalogs: what all clinics share, and each clinic's own view of it."""
