"""The letters: about an appointment, with the link to a new password, and to join a clinic."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clinic_portal.contexts.notifications.wording.facts import Facts
from clinic_portal.contexts.notifications.wording.sentence import _
from clinic_portal.contracts.identity import InvitationLetter
from clinic_portal.contracts.notifications import Occasion


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail's subject and text."""

    subject: str
    text: str


def appointment_letter(occasion: Occasion, facts: Facts) -> Letter:
    """The letter about an appointment, in the language that is being written in."""
    subject, opening = _WORDS[occasion](facts)
    answer = _("Confirm, cancel or ask for another time here: %(link)s", link=facts.link) if facts.link else ""
    return letter_about(occasion, facts, subject=subject, opening=opening, known=_known(facts), answer=answer)


def letter_about(
    occasion: Occasion, facts: Facts, *, subject: str, opening: str, known: Sequence[str], answer: str
) -> Letter:
    """Between greeting and farewell: what is `known` of one or several appointments, and how they are answered."""
    texts = facts.texts
    parts = (
        _("Hello %(name)s,", name=facts.patient),
        texts.greeting,
        opening,
        "\n".join(known),
        "" if occasion in _GIVES_NONE else texts.directions,
        answer,
        _closing(occasion, facts),
        "" if occasion in _GIVES_NONE else texts.cancellation_policy,
        facts.clinic.name,
        texts.footer,
    )
    return Letter(subject, "\n\n".join(part for part in parts if part))


def reset_letter(link: str) -> Letter:
    """The letter with a link to a new password."""
    lines = (
        _("Hello,"),
        "",
        _("Someone, probably you, asked for a new password. Set it here:"),
        "",
        link,
        "",
        _("The link works once and only for a short time. If it was not you, ignore this letter: nothing changes."),
    )
    return Letter(_("Set a new password"), "\n".join(lines))


def invitation_letter(invited: InvitationLetter, link: str) -> Letter:
    """The letter that invites somebody to work in a clinic."""
    clinic, inviter = invited.clinic_name, invited.invited_by
    lines = (
        _("Hello %(name)s,", name=invited.name),
        "",
        _("%(inviter)s invites you to work in %(clinic)s with the clinic portal.", inviter=inviter, clinic=clinic)
        if inviter
        else _("%(clinic)s invites you to work with it in the clinic portal.", clinic=clinic),
        _("Open this link to accept. If you are new here, you choose a password there:"),
        "",
        link,
        "",
        _("The link works once and for seven days. If you do not know this clinic, ignore this letter."),
        "",
        clinic,
    )
    return Letter(_("%(clinic)s invites you", clinic=clinic), "\n".join(lines))


def house_name() -> str:
    """What the portal itself is called, as the sender of a letter."""
    return _("Clinic portal")


def _booked(facts: Facts) -> tuple[str, str]:
    return (
        _("Your appointment at %(clinic)s: %(when)s", clinic=facts.clinic.name, when=facts.when()),
        _("Your appointment is booked:"),
    )


def _moved(facts: Facts) -> tuple[str, str]:
    return (
        _("Your appointment at %(clinic)s has changed: %(when)s", clinic=facts.clinic.name, when=facts.when()),
        _("Your appointment has changed. From now on it is:"),
    )


def _cancelled(facts: Facts) -> tuple[str, str]:
    return (
        _("Your appointment at %(clinic)s on %(when)s is cancelled", clinic=facts.clinic.name, when=facts.when()),
        _("This appointment is cancelled:"),
    )


def _declined(facts: Facts) -> tuple[str, str]:
    return (
        _("%(clinic)s cannot give you the appointment on %(when)s", clinic=facts.clinic.name, when=facts.when()),
        _("We cannot give you the appointment that you asked for:"),
    )


_GIVES_NONE = frozenset({Occasion.CANCELLED, Occasion.DECLINED})
_WORDS: dict[Occasion, Callable[[Facts], tuple[str, str]]] = {
    Occasion.BOOKED: _booked,
    Occasion.MOVED: _moved,
    Occasion.CANCELLED: _cancelled,
    Occasion.DECLINED: _declined,
}


def _closing(occasion: Occasion, facts: Facts) -> str:
    return _book_another(facts) if occasion in _GIVES_NONE else _please_call(facts)


def _book_another(facts: Facts) -> str:
    if phone := facts.phone():
        return _("To book another one, call us: %(phone)s", phone=phone)
    return _("To book another one, call us.")


def _please_call(facts: Facts) -> str:
    if phone := facts.phone():
        return _("If you cannot come, please call us in good time: %(phone)s", phone=phone)
    return _("If you cannot come, please call us in good time.")


def _known(facts: Facts) -> list[str]:
    known = (
        (_("When"), facts.when_in_full(facts.starts_at)),
        (_("Before"), facts.when_in_full(facts.was_at) if facts.was_at else ""),
        (_("With"), facts.practitioner),
        (_("Where"), facts.where()),
    )
    return [f"{label}: {value}" for label, value in known if value]
