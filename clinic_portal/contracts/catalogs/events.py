"""What the catalogs tell."""

from clinic_portal.contracts.catalogs.values import CatalogKind
from clinic_portal.foundation.events import Event


class TermsOverridden(Event):
    """A clinic changed how it sees terms of a catalog, added some of its own, or took changes back."""

    catalog: CatalogKind
    term_ids: tuple[int, ...]


class CatalogImported(Event):
    """Global terms were added, changed or retired; published for the house."""

    catalog: CatalogKind
    code_system: str
    added: int
    changed: int
    retired: int = 0


class CatalogFileBrought(Event):
    """A big file waits to be checked."""

    import_id: int


class CatalogFileAccepted(Event):
    """A clinic wants a big file applied that was checked."""

    import_id: int
