"""How a person looks at the agenda: the view they used last, and those they gave a name."""

from typing import Literal, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Value

MOST_VIEWS = 9
"""As many as there are digits to switch between them."""


class ViewFields(Value):
    """What is shown, whatever the day; `whose` is the practitioner or room of a week, 0 the first.

    `only`, `kinds` and `states` are the columns, kinds of appointment and states that are shown; empty is all.
    """

    span: Literal["day", "week", "month"] = "day"
    by: Literal["practitioner", "room"] = "practitioner"
    branch_id: int
    whose: int = 0
    cancelled: bool = False
    only: tuple[int, ...] = Field((), max_length=200)
    kinds: tuple[int, ...] = Field((), max_length=200)
    states: tuple[str, ...] = Field((), max_length=20)


class SavedView(Value):
    """A view with a name; `place` is 1 to MOST_VIEWS, the digit of its key."""

    place: int
    name: str
    fields: ViewFields


class MyViews(Value):
    """`last` is None until something was chosen."""

    last: ViewFields | None = None
    saved: tuple[SavedView, ...] = ()


class RememberView(Command):
    """`fields` is what the person chose last."""

    fields: ViewFields


class SaveView(Command):
    """Under a name that the person has already, it takes that one's place."""

    name: str = Field(min_length=1, max_length=40)
    fields: ViewFields


class RenameView(Command):
    place: int = Field(ge=1, le=MOST_VIEWS)
    name: str = Field(min_length=1, max_length=40)


class TooManyViews(Refusal):
    """There is no digit left for another view."""

    message = _("You have nine views already. Delete one first.")


class ViewNameTaken(Refusal):
    """Two views of one person would have the same name."""

    message = _("You have a view of that name.")

    def __init__(self) -> None:
        super().__init__(fields={"name": self.message})


class SavingViews(Protocol):
    """The views of the person who acts; nobody else sees them."""

    def my_views(self) -> MyViews:
        """The last and the saved ones in order of their places."""

    def remember_view(self, command: RememberView) -> None:
        """Keep what was chosen last."""

    def save_view(self, command: SaveView) -> SavedView:
        """Give a view a name and the first free place; raises TooManyViews."""

    def rename_view(self, command: RenameView) -> SavedView:
        """Raises NotFound or ViewNameTaken."""

    def delete_view(self, place: int) -> None:
        """Its place is free for another; raises NotFound."""
