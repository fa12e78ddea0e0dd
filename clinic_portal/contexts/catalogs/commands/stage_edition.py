"""An edition is announced; one that is there already with the same content is the same edition."""

from clinic_portal.contexts.catalogs import edition_rows
from clinic_portal.contexts.catalogs.queries import editions
from clinic_portal.contracts.catalogs import Edition, EditionState, StageEdition
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database.operator import Link

_INSERT = """
    INSERT INTO catalogs.edition (kind, code_system, label, source, sha256, rows, fields, partial, made_at, made_by)
    VALUES (%(kind)s, %(code_system)s, %(label)s, %(source)s, %(sha256)s, %(rows)s, %(fields)s, %(partial)s,
            %(made_at)s, %(made_by)s)
    RETURNING id"""


def stage_edition(link: Link, command: StageEdition) -> Edition:
    """A new one."""
    values = command.model_dump() | {
        "kind": command.kind.value,
        "fields": None if command.fields is None else list(command.fields),
        "made_at": now(),
        "made_by": current_actor_id(),
    }
    (edition_id,) = link.execute(_INSERT, values).fetchone() or (0,)
    return editions.get_edition(link, edition_id)


def find_staged(link: Link, command: StageEdition) -> Edition | None:
    """What is there already: an open one, compared anew, or the applied one that would change nothing again."""
    alike = editions.find_alike(link, command)
    if alike is None:
        return None
    if alike.state is EditionState.APPLIED:
        return alike if _changes_nothing(link, alike) else None
    if alike.state is EditionState.STAGED and alike.is_whole:
        edition_rows.compare(link, alike)
    return editions.get_edition(link, alike.id)


def _changes_nothing(link: Link, applied: Edition) -> bool:
    return editions.is_latest(link, applied) and not edition_rows.would_change(link, applied)
