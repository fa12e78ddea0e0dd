"""The clinic's view of a catalog as a file to take away; brought back it changes nothing."""

from collections.abc import Iterator

from flask import Response, g
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.catalogs.language import language
from clinic_portal.blueprints.catalogs.shelves import shelf_of
from clinic_portal.contracts.catalogs import CatalogsContract, FileForm
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.directory import find

_TYPES = {
    FileForm.CSV: "text/csv; charset=utf-8",
    FileForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PIECE = 64 * 1024


def csv(kind: str) -> ResponseReturnValue:
    return _file(kind, FileForm.CSV)


def xlsx(kind: str) -> ResponseReturnValue:
    return _file(kind, FileForm.XLSX)


def _file(kind: str, form: FileForm) -> Response:
    shelf = shelf_of(kind)
    content = find(CatalogsContract).export(shelf.kind, form, language()).content
    name = f"{g.clinic.slug}-{shelf.kind.value}-{today(g.clinic.time_zone).isoformat()}.{form.value}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(len(content))}
    return Response(_pieces(content), content_type=_TYPES[form], headers=headers)


def _pieces(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _PIECE):
        yield content[start : start + _PIECE]
