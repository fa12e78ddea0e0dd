"""The address table of notifications."""

from flask import Blueprint

from clinic_portal.blueprints.notifications.routes import deliveries, mailbox
from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.web.need import needs, public
from clinic_portal.foundation.web.urls import page

blueprint = Blueprint("notifications", __name__)
ONE = "/c/<clinic>/agenda/appointments/<int:appointment_id>"

page(
    blueprint, "GET", "/mailbox", mailbox.show, public("the demo's mail box holds made-up people; elsewhere it is 404")
)
page(blueprint, "GET", f"{ONE}/deliveries", deliveries.index, needs(Permission.SEE_AGENDA))
