"""What a person reads or hears of a page, and whether a sentence of it is left in another language."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

UNSEEN = {"script", "style", "template"}
SPOKEN = {"aria-label", "placeholder", "title", "alt", "aria-roledescription", "hx-confirm"}
_RAW = re.compile(r"%\(\w+\)[sd]|\{\{|\{%|\bNone\b(?! [a-z])|\[object |datetime\.|<[A-Z]\w+\.\w+: ")
_TELLING = re.compile(r"[^\W\d_]{4}")
"""Of a sentence with values: less than a word of its own could be of any language."""
_VALUE = re.compile(r"(%\(\w+\)[sd]|\{\w*\})")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        values = dict(attrs)
        said = SPOKEN | ({"value"} if tag == "input" and values.get("type") == "submit" else set())
        self.texts += [values[name] or "" for name in said & values.keys()]

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.texts.append(data)


def read(page: str) -> list[str]:
    """The texts of a page in their order, spoken attributes among them, with single spaces."""
    reader = _Reader()
    reader.feed(page)
    return [text for text in (" ".join(one.split()) for one in reader.texts) if text]


def raw(texts: list[str]) -> list[str]:
    """Those in which a place for a value, or a value nobody has spelled out, is seen."""
    return [text for text in texts if _RAW.search(text)]


class Sentences:
    """Sentences of a language that have no business on a page of another; `also` are those that both may say."""

    def __init__(self, foreign: set[str], also: set[str]) -> None:
        strange = foreign - also
        self._whole = {one for one in strange if not _VALUE.search(one) and any(letter.isalpha() for letter in one)}
        telling = (one for one in sorted(strange) if _VALUE.search(one) and _TELLING.search(_VALUE.sub("·", one)))
        self._filled = re.compile("|".join(_pattern(one) for one in telling) or r"(?!)")

    def among(self, texts: list[str]) -> Iterator[str]:
        """What of the texts is one of them."""
        return (text for text in texts if text in self._whole or self._filled.fullmatch(text))


def _pattern(sentence: str) -> str:
    return "".join(".+" if _VALUE.fullmatch(part) else re.escape(part) for part in _VALUE.split(sentence))
