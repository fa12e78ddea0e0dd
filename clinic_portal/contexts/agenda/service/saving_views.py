"""The views of the person who acts; cached for the clinic until one of them changes."""

from clinic_portal.contexts.agenda.saved_views import views
from clinic_portal.contracts.agenda import MyViews, RememberView, RenameView, SavedView, SaveView
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.cache import clinic_cached, drop
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import after_commit, work

VIEWS = "agenda-views"


class SavingViews:
    """Views with and without a name."""

    def my_views(self) -> MyViews:
        user_id = current_actor_id()
        return clinic_cached(VIEWS, str(user_id), lambda: _views_of(user_id)) if user_id else MyViews()

    def remember_view(self, command: RememberView) -> None:
        with work():
            views.remember(_person(), command.fields)
            after_commit(lambda: drop(VIEWS))

    def save_view(self, command: SaveView) -> SavedView:
        with work():
            after_commit(lambda: drop(VIEWS))
            return views.save(_person(), command)

    def rename_view(self, command: RenameView) -> SavedView:
        with work():
            after_commit(lambda: drop(VIEWS))
            return views.rename(_person(), command)

    def delete_view(self, place: int) -> None:
        with work():
            views.delete(_person(), place)
            after_commit(lambda: drop(VIEWS))


def _views_of(user_id: int) -> MyViews:
    with work():
        return views.views_of(user_id)


def _person() -> int:
    """Nobody who is no person has views."""
    user_id = current_actor_id()
    if user_id is None:
        raise NotFound
    return user_id
