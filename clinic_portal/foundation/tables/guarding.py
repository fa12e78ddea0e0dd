"""No cell of ours is a formula: what a spreadsheet might take for one stands behind an apostrophe.

A text that begins with an apostrophe gets another, so that what is taken off again is always ours.
"""

GUARD = "'"
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", GUARD)


def guarded(text: str) -> str:
    return GUARD + text if text.startswith(_GUARDED) else text


def unguarded(text: str) -> str:
    """What `guarded` was given; a text that it never wrote stays as it is."""
    return text[1:] if text.startswith(GUARD) and text[1:].startswith(_GUARDED) else text
