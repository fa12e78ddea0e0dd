"""An SMS about an appointment: one sentence, a place and the clinic's last words, shortened to one message."""

from collections.abc import Callable

from clinic_portal.contexts.notifications import gsm
from clinic_portal.contexts.notifications.wording.facts import Facts
from clinic_portal.contexts.notifications.wording.sentence import _
from clinic_portal.contracts.notifications import Occasion


def sms(occasion: Occasion, facts: Facts) -> str:
    """The text, in the language that is being written in."""
    said = _SENTENCES[occasion]({"clinic": facts.clinic.name, "when": facts.when(), "practitioner": facts.practitioner})
    return gsm.first_that_fits(" ".join(filter(None, (said, *rest))) for rest in _rests(facts))


def _booked(facts: dict[str, str]) -> str:
    return _("%(clinic)s: your appointment is on %(when)s with %(practitioner)s.", **facts)


def _moved(facts: dict[str, str]) -> str:
    return _("%(clinic)s: your appointment has changed. It is now on %(when)s with %(practitioner)s.", **facts)


def _cancelled(facts: dict[str, str]) -> str:
    return _("%(clinic)s: your appointment on %(when)s with %(practitioner)s is cancelled.", **facts)


def _declined(facts: dict[str, str]) -> str:
    return _("%(clinic)s: we cannot give you the appointment on %(when)s that you asked for. Please call us.", **facts)


def _offered(facts: dict[str, str]) -> str:
    return _("%(clinic)s: a time is free on %(when)s with %(practitioner)s. The first who says yes has it.", **facts)


def _missed(facts: dict[str, str]) -> str:
    return _("%(clinic)s: the time on %(when)s is taken. You stay on the waiting list.", **facts)


_SENTENCES: dict[Occasion, Callable[[dict[str, str]], str]] = {
    Occasion.BOOKED: _booked,
    Occasion.MOVED: _moved,
    Occasion.CANCELLED: _cancelled,
    Occasion.DECLINED: _declined,
    Occasion.OFFERED: _offered,
    Occasion.MISSED: _missed,
}


def _rests(facts: Facts) -> tuple[tuple[str, ...], ...]:
    """What follows, from the most words to the fewest; where to go counts more than the clinic's own words.

    The link is never left out: it is what the patient answers with.
    """
    known, footer, link = places(facts), facts.texts.footer, facts.link
    with_footer = tuple((place, footer, link) for place in known if footer)
    only_link = (("", link),) if link else ()
    return (*with_footer[:1], *((place, link) for place in known), *only_link)


def places(facts: Facts) -> tuple[str, ...]:
    """Where to go, from the most words to the fewest."""
    branch = facts.branch
    if facts.video_url:
        return facts.video_url, _("By video.")
    return (facts.where(), branch.address or branch.name, branch.name) if branch else ("",)
