"""How the catalogs say no."""

from flask_babel import lazy_gettext as _

from clinic_portal.foundation.refusals import Refusal


class DuplicateCode(Refusal):
    """A source names one code twice; nothing of it was brought in."""

    message = _("The source names a code twice.")


class CodeTaken(Refusal):
    """The clinic, or the shared catalog, already has a term with this code."""

    message = _("Another term already has this code.")


class UnknownProcedure(Refusal):
    """A treatment template names procedures that the clinic does not have."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        sentence = _("There is no procedure with the code %(codes)s.", codes=", ".join(codes))
        super().__init__(sentence, {"steps": sentence})
        self.codes = codes


class ChangedSince(Refusal):
    """What is to be undone was changed again; `labels` names it."""

    status = 409

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__(_("Changed again since, so it cannot be undone: %(labels)s.", labels=", ".join(labels)))
        self.labels = labels


class AlreadyUndone(Refusal):
    status = 409
    message = _("This change has been undone already.")
