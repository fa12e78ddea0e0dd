"""Keeps the promises of the catalogs' door."""

from clinic_portal.contexts.catalogs.service.arranging import Arranging
from clinic_portal.contexts.catalogs.service.editing import Editing
from clinic_portal.contexts.catalogs.service.favouring import Favouring
from clinic_portal.contexts.catalogs.service.filing import Filing
from clinic_portal.contexts.catalogs.service.pricing import Pricing
from clinic_portal.contexts.catalogs.service.sharing import Sharing
from clinic_portal.contexts.catalogs.service.viewing import Viewing
from clinic_portal.contracts.catalogs import CatalogFileAccepted, CatalogFileBrought, CatalogImported, TermsOverridden
from clinic_portal.foundation.cache import drop
from clinic_portal.foundation.events import Event, Listener

REGION = "catalogs"


class CatalogsService(Viewing, Arranging, Sharing, Editing, Filing, Pricing, Favouring):
    """The catalogs: what all clinics share, and each clinic's own view of it."""

    def listeners(self) -> tuple[Listener, ...]:
        """The increment right after a commit may not reach Redis; the outbox sees to it that one does."""
        return (
            Listener("catalogs.on_terms_overridden", TermsOverridden, self.on_change),
            Listener("catalogs.on_catalog_imported", CatalogImported, self.on_change),
            Listener("catalogs.on_file_brought", CatalogFileBrought, self.on_file_brought, queue="long", outside=True),
            Listener("catalogs.on_file_accepted", CatalogFileAccepted, self.on_file_accepted),
        )

    def on_change(self, _event: Event) -> None:
        drop(REGION)
