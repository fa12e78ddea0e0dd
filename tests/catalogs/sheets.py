"""Files as people bring them, and what the door makes of them."""

from collections.abc import Iterable, Sequence

from clinic_portal.contracts.catalogs import BringFile, CatalogImport, CatalogKind, CatalogsContract, FileForm
from clinic_portal.foundation.ids import new_id

PROCEDURES = CatalogKind.PROCEDURES


def csv(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def bring(
    door: CatalogsContract, content: bytes, kind: CatalogKind = PROCEDURES, name: str = "lista.csv", **others: object
) -> CatalogImport:
    """The dry run of a file."""
    command = BringFile(idempotency_key=new_id(), kind=kind, file_name=name, content=content)
    return door.bring_file(command.model_copy(update=others))


def apply(door: CatalogsContract, content: bytes, kind: CatalogKind = PROCEDURES, **others: object) -> CatalogImport:
    """The same, applied."""
    brought = bring(door, content, kind, **others)
    assert brought.faults == (), brought.faults
    return door.apply_import(brought.id)


def exported(door: CatalogsContract, kind: CatalogKind, form: FileForm = FileForm.CSV, language: str = "es") -> bytes:
    return door.export(kind, form, language).content


def said(found: CatalogImport) -> list[tuple[str, int, str, str]]:
    """Each fault as its kind, row, column head and detail."""
    return [(fault.kind.value, fault.row, fault.head, fault.detail) for fault in found.faults]


def counts(found: CatalogImport) -> tuple[int, int, int, int]:
    """Added, changed, unchanged, reset."""
    return found.added, found.changed, found.unchanged, found.reset


def lines(rows: Iterable[Sequence[str]], separator: str = ";") -> bytes:
    return csv(*(separator.join(row) for row in rows))
