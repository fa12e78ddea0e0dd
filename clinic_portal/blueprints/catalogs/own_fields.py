"""Fields that only a clinic's own terms have: lists of words, codes of the portal's vocabularies."""

import re

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField

from clinic_portal.blueprints.catalogs.facts import called
from clinic_portal.contracts.catalogs import VOCABULARIES
from clinic_portal.foundation.folding import folded
from clinic_portal.foundation.typed import one_line, some_lines

NOT_A_CODE = _("Write short words of letters and digits, such as “amoxicillin”.")
MOST_LINES, LONGEST_LINE = 100, 300
TOO_MUCH = _("At most %(lines)d lines of %(characters)d characters.", lines=MOST_LINES, characters=LONGEST_LINE)
_CODE = re.compile(r"[a-z0-9][a-z0-9.:/_-]{0,79}")


class LinesField(TextAreaField):
    """Texts, one a line; nothing that was written is cut off, what is too much is refused."""

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else "\n".join(self.data or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        lines = (one_line(line) for line in some_lines(valuelist[0] if valuelist else "").split("\n"))
        self.data = tuple(dict.fromkeys(line for line in lines if line))
        if len(self.data) > MOST_LINES or any(len(line) > LONGEST_LINE for line in self.data):
            raise ValueError(TOO_MUCH)


class CodesField(StringField):
    """Names of a vocabulary, or codes, with commas between them; read as codes."""

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else called(self.short_name, *(self.data or ()))

    def process_formdata(self, valuelist: list[str]) -> None:
        words = [word for word in one_line(valuelist[0] if valuelist else "").split(",") if word.strip()]
        self.data = tuple(dict.fromkeys(code_of(self.short_name, word) for word in words))
        if not all(_CODE.fullmatch(word) for word in self.data):
            raise ValueError(NOT_A_CODE)


class CodeField(StringField):
    """One of them, or none."""

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else called(self.short_name, self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        words = one_line(valuelist[0] if valuelist else "")
        self.data = code_of(self.short_name, words) if words else None
        if self.data is not None and not _CODE.fullmatch(self.data):
            raise ValueError(NOT_A_CODE)


def code_of(field: str, words: str) -> str:
    """The code of what somebody typed; what no vocabulary names is one of its own: `Árnica real` is `arnica-real`."""
    bare = words.strip().lower()
    own = bare if _CODE.fullmatch(bare) else folded(bare).replace(" ", "-")
    return VOCABULARIES[field].find(words) or own
