"""An edition is thrown away; what of it was written already stays written."""

from clinic_portal.contexts.catalogs import edition_rows
from clinic_portal.contexts.catalogs.commands.apply_edition import end_edition
from clinic_portal.contexts.catalogs.queries import editions
from clinic_portal.contracts.catalogs import Edition, EditionEnded, EditionState
from clinic_portal.foundation.database.operator import Link


def discard_edition(link: Link, edition_id: int) -> Edition:
    """In one transaction of `link`; raises NotFound or EditionEnded."""
    edition = editions.get_edition(link, edition_id, locked=True)
    if edition.state in {EditionState.APPLIED, EditionState.DISCARDED}:
        raise EditionEnded
    edition_rows.drop_unapplied(link, edition_id)
    return end_edition(link, edition_id, EditionState.DISCARDED)
