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


class ListNameTaken(Refusal):
    """Another price list in use has this name."""

    message = _("Another price list already has this name.")


class ListRetired(Refusal):
    """Prices of a list that is not in use stay as they are."""

    status = 409
    message = _("This price list is retired. Bring it back before you change its prices.")


class PriceTooHigh(Refusal):
    """A rule gives a price that has more digits than a price may have."""

    message = _("This rule gives a price that is too high.")


class EditionIncomplete(Refusal):
    """Not all of its announced terms have come."""

    status = 409
    message = _("This edition was not staged to its end. Stage it again.")


class EditionEnded(Refusal):
    """It was applied or discarded before."""

    status = 409
    message = _("This edition is applied or discarded already.")


class EditionUnderWay(Refusal):
    """Another edition of the same terms was begun and not finished; `label` names it."""

    status = 409

    def __init__(self, label: str) -> None:
        super().__init__(_("The edition %(label)s is half applied. Resume or discard it first.", label=label))
        self.label = label


class CatalogBusy(Refusal):
    """Another operator is applying or discarding an edition of this catalog right now."""

    status = 409
    message = _("Another operator is at work on this catalog. Nothing was changed; try again in a moment.")


class TooManyRetired(Refusal):
    """The edition would retire more than a fifth of the terms in use, and nobody confirmed their number."""

    def __init__(self, retired: int, in_use: int) -> None:
        super().__init__(
            _(
                "This edition retires %(retired)d of %(in_use)d terms in use. Confirm that number to go on.",
                retired=retired,
                in_use=in_use,
            )
        )
        self.retired, self.in_use = retired, in_use


class NotReady(Refusal):
    """The file has faults, is still being checked, or was thrown away."""

    status = 409
    message = _("This file cannot be applied as it stands. Upload it again.")


class UnreadableFile(Refusal):
    """The file is no table, or too large; the sentence says what is wrong."""
