"""In which characters a text file was written; what cannot be told is refused by row and column, never guessed."""

import codecs
import re
from collections.abc import Iterable

from flask_babel import lazy_gettext as _

from clinic_portal.foundation.tables.refusals import UnreadableTable, at

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_EIGHT_BITS = ("cp1252", "cp850", "mac_roman")
"""Windows, old DOS programs and old Macs: how tables in Spanish were written before UTF-8."""
_SPANISH = frozenset("áéíóúüñÁÉÍÓÚÜÑ")
_MANY_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_READ_TWICE = re.compile("\u00c3[\u0080-\u00bf\u0192\u0161\u0153\u201c\u2018\u2019\u2030\u2039]|\ufffd")
"""What a letter with an accent becomes when UTF-8 was once taken for something else: `Ã©`."""
_SAMPLE = 4096


def decoded(content: bytes, encoding: str | None) -> tuple[str, str]:
    """The text and the name of its encoding; raises UnreadableTable."""
    name = encoding or _recognised(content)
    try:
        text = content.decode(name)
    except UnicodeDecodeError as error:
        raise _foreign(content[: error.start].decode(name, "replace"), name) from None
    except LookupError:
        raise UnreadableTable(_("There is no encoding called %(name)s.", name=name)) from None
    if found := _READ_TWICE.search(text):
        raise _place(text[: found.start()], _("accents were lost when this file was saved; export it anew as UTF-8."))
    if "\x00" in text:
        raise _place(text[: text.index("\x00")], _("this is no text; save the table as .xlsx or .csv."))
    return text, name


def _recognised(content: bytes) -> str:
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return name
    if content[:_SAMPLE].count(0) > len(content[:_SAMPLE]) // 4:
        return _wide(content[:_SAMPLE])
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        letters = len(_MANY_BYTES.findall(content))
        if letters > len(_HIGH.findall(_MANY_BYTES.sub(b"", content))):
            raise _foreign(content[: error.start].decode("utf-8"), "UTF-8") from None
        return max(_EIGHT_BITS, key=lambda name: _spanish_letters(content, name))
    return "utf-8"


def _wide(sample: bytes) -> str:
    """Two bytes a letter without a mark: the empty ones stand at one side."""
    return "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"


def _spanish_letters(content: bytes, name: str) -> int:
    return sum(letter in _SPANISH for letter in b"".join(_HIGH.findall(content)).decode(name, "replace"))


def _foreign(before: str, name: str) -> UnreadableTable:
    return _place(before, _("a character is not written in %(name)s like the rest of the file.", name=name))


def _place(before: str, what: object) -> UnreadableTable:
    """Row and column by the lines and by the separator that the line holds most."""
    line = before.rsplit("\n", 1)[-1]
    return at(before.count("\n") + 1, 1 + max(_counts(line)), what)


def _counts(line: str) -> Iterable[int]:
    return (line.count(separator) for separator in ";,\t|")
