"""How a context says no: by name, with a sentence for the person and the fields it is about."""

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _


class Refusal(Exception):
    """A refusal that a person can do something about.

    `status` is the HTTP answer, `message` a sentence in the person's language, `fields` maps a form's field to a
    sentence of its own.
    """

    status: ClassVar[int] = 422
    message: Any = _("This could not be done.")

    def __init__(self, message: Any = None, fields: dict[str, Any] | None = None) -> None:
        self.message = message if message is not None else type(self).message
        self.fields = fields or {}
        super().__init__(type(self).__name__)


class NotFound(Refusal):
    """There is no such thing in this clinic; another clinic's thing is no thing either."""

    status = 404
    message = _("We could not find that.")


class NotAllowed(Refusal):
    status = 403
    message = _("Your role does not include this.")


class Suspended(Refusal):
    """Those who run the portal have closed this clinic of the visitor's to its people."""

    status = 403

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s is suspended: nobody can open it for now. Nothing in it is lost.", name=name))
        self.name = name


class Stale(Refusal):
    """Somebody else saved first; `theirs` is what stands now."""

    status = 409
    message = _("Someone else changed this while you were writing. Nothing of yours is lost: compare and save again.")

    def __init__(self, theirs: Any) -> None:
        super().__init__()
        self.theirs = theirs


class KeyReused(Refusal):
    """The idempotency key came before, with other content."""

    status = 409
    message = _("This form was already sent with other content. Open it again to send a new one.")


class Unmetered(Refusal):
    """Nobody can count tries at the moment, and what was asked for is not done uncounted."""

    status: ClassVar[int] = 503
    message = _("This cannot be done for a moment. Please try again in a minute.")


class Throttled(Refusal):
    """Too many tries for this account or from this address; after `seconds` there is one more at the latest."""

    status: ClassVar[int] = 429
    message = _("Too many tries. Wait a minute and try again.")

    def __init__(self, seconds: int = 60) -> None:
        super().__init__()
        self.seconds = seconds
