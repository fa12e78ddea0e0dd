"""The letters to somebody on the waiting list: a time that they may have, and that it has gone to another."""

from datetime import datetime

from clinic_portal.contexts.notifications.wording.facts import Facts
from clinic_portal.contexts.notifications.wording.letters import Letter
from clinic_portal.contexts.notifications.wording.sentence import _
from clinic_portal.contracts.notifications import Occasion


def offer_letter(occasion: Occasion, facts: Facts, until: datetime) -> Letter:
    """In the language that is being written in; `until` is when the offer ends."""
    clinic, when = facts.clinic.name, facts.when()
    if occasion is Occasion.MISSED:
        subject = _("The time on %(when)s at %(clinic)s is taken", when=when, clinic=clinic)
        said: tuple[str, ...] = (
            _("Somebody else has taken the time on %(when)s. You stay on our waiting list.", when=when),
        )
    else:
        subject = _("A time is free at %(clinic)s: %(when)s", clinic=clinic, when=when)
        said = (
            _("You are on our waiting list, and a time is free that may suit you:"),
            "\n".join(filter(None, (facts.when_in_full(facts.starts_at), facts.practitioner, facts.where()))),
            _("The first who says yes has it. Answer here: %(link)s", link=facts.link),
            _("The offer holds until %(until)s.", until=facts.when_in_full(until)),
        )
    parts = (_("Hello %(name)s,", name=facts.patient), *said, clinic, facts.texts.footer)
    return Letter(subject, "\n\n".join(part for part in parts if part))
