"""A message about several of a patient's appointments: a letter with all times, an SMS with all or their rhythm."""

from collections.abc import Callable, Sequence

from clinic_portal.contexts.notifications import gsm
from clinic_portal.contexts.notifications.wording.facts import Facts
from clinic_portal.contexts.notifications.wording.letters import Letter, letter_about
from clinic_portal.contexts.notifications.wording.rhythm import rhythm
from clinic_portal.contexts.notifications.wording.sentence import _
from clinic_portal.contexts.notifications.wording.sms import places
from clinic_portal.contracts.notifications import Occasion

Several = Sequence[Facts]


def together_letter(occasion: Occasion, all_facts: Several) -> Letter:
    """All times, one a line, with its own link."""
    first, several = all_facts[0], {"clinic": all_facts[0].clinic.name, "count": str(len(all_facts))}
    subject, opening = _SUBJECTS[occasion](several)
    known = [_line(facts, all_facts) for facts in all_facts]
    if _same_practitioner(all_facts):
        known.append(f"{_('With')}: {first.practitioner}")
    if _same_place(all_facts) and first.where():
        known.append(f"{_('Where')}: {first.where()}")
    each = _("Confirm, cancel or ask for another time at the address beside each.") if first.link else ""
    return letter_about(occasion, first, subject=subject, opening=opening, known=known, answer=each)


def together_sms(occasion: Occasion, all_facts: Several) -> str:
    """One SMS: all times where they fit, else the first of them and how they go on."""
    head = _head(occasion, all_facts)
    where = (*places(all_facts[0]), "") if _same_place(all_facts) else ("",)
    bodies = ("; ".join(facts.when() for facts in all_facts), *_in_short(all_facts))
    said = ((f"{head}: {body}.", place) for body in bodies for place in where)
    return gsm.first_that_fits(" ".join(filter(None, parts)) for parts in said)


def _in_short(all_facts: Several) -> tuple[str, ...]:
    first, last = all_facts[0].when(), all_facts[-1].when()
    if often := rhythm([facts.day_and_clock() for facts in all_facts]):
        return (
            _("from %(first)s to %(last)s, %(often)s", first=first, last=last, often=often),
            _("from %(first)s, %(often)s", first=first, often=often),
        )
    return (_("from %(first)s to %(last)s", first=first, last=last),)


def _head(occasion: Occasion, all_facts: Several) -> str:
    several = {"clinic": all_facts[0].clinic.name, "count": str(len(all_facts))}
    if _same_practitioner(all_facts):
        return _HEADS_WITH[occasion](several | {"practitioner": all_facts[0].practitioner})
    return _HEADS[occasion](several)


def _line(facts: Facts, all_facts: Several) -> str:
    """`- miércoles, 25 de noviembre de 2026, 10:30`, with what is not the same for all."""
    before = _("before: %(when)s", when=facts.when_in_full(facts.was_at)) if facts.was_at else ""
    differing = (
        before,
        "" if _same_practitioner(all_facts) else facts.practitioner,
        "" if _same_place(all_facts) else facts.where(),
        facts.link,
    )
    return " · ".join(filter(None, (f"- {facts.when_in_full(facts.starts_at)}", *differing)))


def _same_practitioner(all_facts: Several) -> bool:
    return len({facts.practitioner for facts in all_facts}) == 1


def _same_place(all_facts: Several) -> bool:
    return len({facts.branch.id if facts.branch else 0 for facts in all_facts}) == 1


_SUBJECTS: dict[Occasion, Callable[[dict[str, str]], tuple[str, str]]] = {
    Occasion.BOOKED: lambda known: (
        _("Your %(count)s appointments at %(clinic)s", **known),
        _("Your appointments are booked:"),
    ),
    Occasion.MOVED: lambda known: (
        _("Your %(count)s appointments at %(clinic)s have changed", **known),
        _("Your appointments have changed. From now on they are:"),
    ),
    Occasion.CANCELLED: lambda known: (
        _("Your %(count)s appointments at %(clinic)s are cancelled", **known),
        _("These appointments are cancelled:"),
    ),
}
_HEADS: dict[Occasion, Callable[[dict[str, str]], str]] = {
    Occasion.BOOKED: lambda known: _("%(clinic)s: your %(count)s appointments", **known),
    Occasion.MOVED: lambda known: _("%(clinic)s: your %(count)s appointments have changed", **known),
    Occasion.CANCELLED: lambda known: _("%(clinic)s: your %(count)s appointments are cancelled", **known),
}
_HEADS_WITH: dict[Occasion, Callable[[dict[str, str]], str]] = {
    Occasion.BOOKED: lambda known: _("%(clinic)s: your %(count)s appointments with %(practitioner)s", **known),
    Occasion.MOVED: lambda known: _(
        "%(clinic)s: your %(count)s appointments have changed. Now with %(practitioner)s", **known
    ),
    Occasion.CANCELLED: lambda known: _(
        "%(clinic)s: your %(count)s appointments with %(practitioner)s are cancelled", **known
    ),
}
