"""Terms of an announced edition come in, part by part; with the last ones it is compared with what stands."""

from clinic_portal.contexts.catalogs import edition_rows
from clinic_portal.contexts.catalogs.queries import editions
from clinic_portal.contracts.catalogs import DuplicateCode, Edition, EditionEnded, EditionState, StageTerms
from clinic_portal.foundation.database.operator import Link


def stage_terms(link: Link, command: StageTerms) -> Edition:
    """In one transaction of `link`; raises NotFound, DuplicateCode or EditionEnded."""
    edition = editions.get_edition(link, command.edition_id, locked=True)
    if edition.state is not EditionState.STAGED:
        raise EditionEnded
    if len({term.code for term in command.terms}) < len(command.terms):
        raise DuplicateCode
    if edition_rows.receive(link, edition.id, command.terms):
        raise DuplicateCode
    received = editions.get_edition(link, edition.id)
    if received.received > received.rows:
        raise DuplicateCode
    if received.is_whole:
        edition_rows.compare(link, received)
    return editions.get_edition(link, edition.id)
