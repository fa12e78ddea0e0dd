"""A clinic brings a file: it is kept, and checked at once or, when it is big, by a worker."""

from clinic_portal.contexts.catalogs.files.bringing import begun, opened, planned, write_down
from clinic_portal.contexts.catalogs.models import ClinicImport
from clinic_portal.contracts.catalogs import BringFile, CatalogFileBrought, ImportState
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work


def bring_file(command: BringFile) -> int:
    """The id of the import; raises UnreadableFile."""
    table = opened(command.content, command.language)
    row, (rows, big) = _kept(command, table.format), begun(table.rows)
    if not big:
        write_down(row, planned(row, rows))
    current_work().add(row)
    current_work().flush()
    if big:
        publish(CatalogFileBrought(import_id=row.id))
    return row.id


def _kept(command: BringFile, form: str) -> ClinicImport:
    return ClinicImport(
        kind=command.kind.value,
        file_name=command.file_name,
        form=form,
        size=len(command.content),
        language=command.language,
        resets=command.resets,
        content=command.content,
        state=ImportState.UPLOADED.value,
        expected=command.content.count(b"\n") if form == "csv" else 0,
        made_at=now(),
        made_by=current_actor_id(),
    )
