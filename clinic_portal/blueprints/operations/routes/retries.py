"""Retries: let the relay hand entries out again."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _, ngettext

from clinic_portal.foundation.events import oversight
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.web.pages import go_to


def create(outbox_id: int) -> ResponseReturnValue:
    """Retry one entry; it may be dead or only waiting."""
    if not oversight.retry(outbox_id):
        raise NotFound
    return go_to(url_for("operations.outbox_index"), _("The entry is handed out again."))


def create_all() -> ResponseReturnValue:
    """Retry every dead entry."""
    count = oversight.retry_all_dead()
    said = ngettext("%(num)d dead entry is handed out again.", "%(num)d dead entries are handed out again.", count)
    return go_to(url_for("operations.outbox_index"), said)
