"""Every sentence people read exists in both languages: nothing untranslated, nothing orphaned, nothing half."""

import re
from collections import defaultdict
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from clinic_portal.foundation.web.languages import FOLDER, LANGUAGES
from tests.architecture.tree import ROOT, relative, tracked

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "_n": (1, 2),
}
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def spoken() -> dict[str, str]:
    """Every sentence of code and templates, with a place where it stands."""
    found: dict[str, str] = {}
    for folder in ("clinic_portal", "templates", "workers"):
        options = {"**.html": {"trimmed": "true", "extensions": "jinja2.ext.i18n"}}
        methods = [("**.py", "python"), ("**.html", "jinja2")]
        for file, line, message, _comments, _context in extract_from_dir(
            str(ROOT / folder), methods, options, KEYWORDS, ()
        ):
            found[message[0] if isinstance(message, tuple) else message] = f"{folder}/{file}:{line}"
    return found


def catalogs(language: str) -> dict[Path, Catalog]:
    files = sorted((FOLDER / language / "LC_MESSAGES").glob("*.po"))
    return {file: read_po(file.open("rb"), locale=language) for file in files}


def identity(message: Message) -> str:
    return message.id[0] if isinstance(message.id, list | tuple) else message.id


def texts(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, list | tuple) else (message.string,)


def translated() -> dict[str, tuple[str, ...]]:
    """Each sentence's Spanish; English is what the code speaks."""
    return {
        identity(message): texts(message)
        for catalog in catalogs("es").values()
        for message in catalog
        if message.id and not message.fuzzy
    }


def test_every_sentence_is_said_in_spanish() -> None:
    spanish = translated()
    missing = {text: place for text, place in spoken().items() if not all(spanish.get(text, ("",)))}
    assert missing == {}


def test_no_translation_is_an_orphan() -> None:
    known = spoken()
    orphans = {
        identity(message): file.name
        for file, catalog in catalogs("es").items()
        for message in catalog
        if message.id and identity(message) not in known
    }
    assert orphans == {}


def test_translations_keep_the_places_for_values() -> None:
    def places(text: str) -> set[str]:
        return {name or other for name, other in PLACE.findall(text)}

    wrong = [
        text
        for text, spanish in translated().items()
        if any(not (places(one) <= places(text)) or (places(text) - places(one) - {"num", "n"}) for one in spanish)
    ]
    assert wrong == []


def test_one_sentence_has_one_translation() -> None:
    said: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for catalog in catalogs("es").values():
        for message in catalog:
            if message.id:
                said[identity(message)].add(texts(message))
    assert {text: ways for text, ways in said.items() if len(ways) > 1} == {}


def test_nothing_compiled_is_kept() -> None:
    assert [relative(path) for path in tracked() if path.suffix in {".mo", ".pot"}] == []


def test_the_languages_are_the_ones_we_translate() -> None:
    assert {folder.name for folder in FOLDER.iterdir() if folder.is_dir()} | {"en"} == set(LANGUAGES)
