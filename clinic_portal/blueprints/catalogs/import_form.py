"""The form by which a file is brought."""

from pathlib import PurePosixPath

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField

from clinic_portal.blueprints.catalogs.language import language
from clinic_portal.contracts.catalogs import BringFile, CatalogKind
from clinic_portal.foundation.ids import new_id

_LONGEST_NAME = 255


class ImportForm(FlaskForm):
    """A file, and whether what it does not name goes back."""

    idempotency_key = HiddenField()
    file = FileField(_("File"), validators=[FileRequired(_("Choose a file."))])
    resets = BooleanField(_("Reset what the file does not name"))

    def begin(self) -> None:
        self.idempotency_key.process_data(new_id())

    def command(self, kind: CatalogKind) -> BringFile:
        return BringFile(
            idempotency_key=self.idempotency_key.data or new_id(),
            kind=kind,
            file_name=_plain(self.file.data.filename or ""),
            content=self.file.data.read(),
            language=language(),
            resets=self.resets.data,
        )


def _plain(name: str) -> str:
    """The name without folders, as some browsers send them, and without a sign that cannot be shown."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(sign for sign in last if sign.isprintable())[-_LONGEST_NAME:] or "?"
