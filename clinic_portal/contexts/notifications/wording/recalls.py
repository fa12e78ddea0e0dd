"""The words to a patient who is due to come again."""

from collections.abc import Iterator

from clinic_portal.contexts.notifications import gsm
from clinic_portal.contexts.notifications.wording.facts import Facts
from clinic_portal.contexts.notifications.wording.letters import Letter
from clinic_portal.contexts.notifications.wording.sentence import _


def recall_sms(facts: Facts, kind: str) -> str:
    """The text, in the language that is being written in; who is due for what, and the number to call."""
    return gsm.first_that_fits(_texts(facts, kind))


def recall_letter(facts: Facts, kind: str) -> Letter:
    """The same at length."""
    clinic, who = facts.clinic.name, facts.practitioner
    parts = (
        _("Hello %(name)s,", name=facts.patient),
        facts.texts.greeting,
        _("it is time for your next appointment with us: %(kind)s.", kind=kind),
        f"{_('With')}: {who}" if who else "",
        f"{_('Where')}: {facts.where()}" if facts.where() else "",
        _please_book(facts),
        clinic,
        facts.texts.footer,
    )
    subject = _("It is time for your appointment at %(clinic)s", clinic=clinic)
    return Letter(subject, "\n\n".join(part for part in parts if part))


def _texts(facts: Facts, kind: str) -> Iterator[str]:
    """From the most words to the fewest."""
    said = _("%(clinic)s: it is time for your appointment (%(kind)s).", clinic=facts.clinic.name, kind=kind)
    if facts.texts.footer:
        yield f"{said} {_please_book(facts)} {facts.texts.footer}"
    yield f"{said} {_please_book(facts)}"
    yield said


def _please_book(facts: Facts) -> str:
    phone = facts.phone()
    return _("To book it, call us: %(phone)s", phone=phone) if phone else _("To book it, call us.")
