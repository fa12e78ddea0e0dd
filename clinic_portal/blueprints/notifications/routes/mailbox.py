"""The demo's mail box: what would have left the house."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import format_timedelta

from clinic_portal.contracts.notifications import Channel, NotificationsContract
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.web.pages import answer


def show() -> ResponseReturnValue:
    """The newest messages, of all channels or of one."""
    wished = next((channel for channel in Channel if channel == request.args.get("channel")), None)
    kept = find(NotificationsContract).mailbox()
    moment = now()
    return answer(
        "notifications/mailbox.html",
        "notifications/_mailbox.html",
        messages=[
            (message, format_timedelta(message.at - moment, add_direction=True))
            for message in kept
            if wished in {None, message.channel}
        ],
        wished=wished,
    )
