"""The clinic's view of a catalog, written as a file that an import takes and that changes nothing."""

from collections.abc import Iterator, Sequence

from clinic_portal.contexts.catalogs.files import standing
from clinic_portal.contexts.catalogs.files.columns import columns_of
from clinic_portal.contracts.catalogs import HEADS, CatalogFile, CatalogKind, FileForm
from clinic_portal.foundation.tables import Cell, csv_content, xlsx_content


def written(kind: CatalogKind, form: FileForm, language: str) -> CatalogFile:
    """Of the open work's clinic."""
    rows = _rows(kind, language)
    content = xlsx_content(rows, kind.value) if form is FileForm.XLSX else csv_content(rows, language)
    return CatalogFile(form=form, content=content)


def _rows(kind: CatalogKind, language: str) -> Iterator[Sequence[Cell]]:
    columns = columns_of(kind)
    yield [HEADS[column.code].get(language, column.code) for column in columns]
    for term in standing.read(kind):
        if term.seen:
            yield [column.written(term, language) for column in columns]
