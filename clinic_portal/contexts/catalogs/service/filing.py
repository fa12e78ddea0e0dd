"""A clinic's view of a catalog as a file, out and in again."""

from clinic_portal.contexts.catalogs.commands.apply_import import accept_import, apply_accepted
from clinic_portal.contexts.catalogs.commands.bring_file import bring_file
from clinic_portal.contexts.catalogs.commands.check_import import check_import
from clinic_portal.contexts.catalogs.commands.throw_away_files import throw_away_files
from clinic_portal.contexts.catalogs.files import writing
from clinic_portal.contexts.catalogs.queries import imports
from clinic_portal.contracts.catalogs import (
    BringFile,
    CatalogFile,
    CatalogFileAccepted,
    CatalogFileBrought,
    CatalogImport,
    CatalogKind,
    FileForm,
)
from clinic_portal.foundation.once import once
from clinic_portal.foundation.work import work


class Filing:
    """Export, and import in two steps: a dry run, then all or nothing."""

    def export(self, kind: CatalogKind, form: FileForm, language: str = "es") -> CatalogFile:
        with work():
            return writing.written(kind, form, language)

    def bring_file(self, command: BringFile) -> CatalogImport:
        with work():
            brought = once(command, CatalogImport, lambda: imports.brief(bring_file(command)))
            return imports.get(brought.id)

    def imports(self, kind: CatalogKind) -> tuple[CatalogImport, ...]:
        with work():
            return imports.latest(kind)

    def get_import(self, import_id: int) -> CatalogImport:
        with work():
            return imports.get(import_id)

    def apply_import(self, import_id: int) -> CatalogImport:
        with work():
            accept_import(import_id)
            return imports.get(import_id)

    def throw_away_files(self) -> None:
        with work():
            throw_away_files()

    def on_file_brought(self, event: CatalogFileBrought) -> None:
        check_import(event.import_id)

    def on_file_accepted(self, event: CatalogFileAccepted) -> None:
        with work():
            apply_accepted(event.import_id)
