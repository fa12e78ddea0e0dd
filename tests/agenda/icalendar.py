"""A reader of iCalendar text that follows RFC 5545 to the letter: CR LF, folding, escapes."""

import re

_ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n"}


def events(calendar: str) -> list[dict[str, str]]:
    """The properties of each event."""
    assert calendar.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert calendar.endswith("END:VCALENDAR\r\n")
    assert "\n" not in calendar.replace("\r\n", "")
    return [properties(found) for found in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", calendar, re.DOTALL)]


def properties(part: str) -> dict[str, str]:
    unfolded = part.replace("\r\n ", "")
    pairs = (line.partition(":") for line in unfolded.split("\r\n") if line)
    return {name.partition(";")[0]: _plain(value) for name, _, value in pairs}


def _plain(value: str) -> str:
    return re.sub(r"\\[\\;,n]", lambda found: _ESCAPES[found[0]], value)
