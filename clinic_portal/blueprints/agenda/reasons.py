"""Why appointments are cancelled: a word is stored, and everybody reads it in their own language."""

from flask_babel import lazy_gettext as _

REASONS = {
    "patient": _("The patient cannot come"),
    "practitioner": _("The practitioner is away"),
    "clinic": _("The clinic is closed"),
    "mistake": _("Booked by mistake"),
    "other": _("Another reason"),
}
BY_THEMSELVES = {"link": _("By the patient, with the link"), "undone": _("The booking was undone")}
"""Reasons that no form offers."""
_BETWEEN = " · "


def join(word: str, detail: str) -> str:
    """What is stored of the choice and the person's own words."""
    if word == "other":
        return detail
    return _BETWEEN.join(filter(None, (word, detail)))


def spell_out(stored: str) -> str:
    """The stored reason as a sentence."""
    word, between, detail = stored.partition(_BETWEEN)
    return f"{(REASONS | BY_THEMSELVES).get(word, word)}{between}{detail}"
