"""The address table of the agenda."""

from flask import Blueprint

from clinic_portal.blueprints.agenda.reasons import spell_out
from clinic_portal.blueprints.agenda.routes import (
    appointments,
    cancellations,
    choices,
    confirmations,
    day,
    free_times,
    month,
    moves,
    peeks,
    sheets,
    states,
    views,
    week,
)
from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.web.need import needs
from clinic_portal.foundation.web.urls import page

blueprint = Blueprint("agenda", __name__)
blueprint.add_app_template_filter(spell_out, "cancellation_reason")
SEE, BOOK = needs(Permission.SEE_AGENDA), needs(Permission.BOOK)
ONE = "/c/<clinic>/agenda/appointments/<int:appointment_id>"

page(blueprint, "GET", "/c/<clinic>/agenda", day.show, SEE)
page(blueprint, "GET", "/c/<clinic>/agenda/board", day.board, SEE)
page(blueprint, "GET", "/c/<clinic>/agenda/sheet", sheets.show, SEE)
page(blueprint, "GET", "/c/<clinic>/agenda/sheet.xlsx", sheets.spreadsheet, SEE)
page(blueprint, "GET", "/c/<clinic>/agenda/filters", choices.edit, SEE)
page(blueprint, "POST", "/c/<clinic>/agenda/filters", choices.create, SEE)
page(blueprint, "GET", "/c/<clinic>/agenda/views", views.index, SEE)
page(blueprint, "POST", "/c/<clinic>/agenda/views", views.create, SEE)
page(blueprint, "POST", "/c/<clinic>/agenda/views/removal", views.delete, SEE)
page(blueprint, "GET", "/c/<clinic>/agenda/week", week.show, SEE)
page(blueprint, "GET", "/c/<clinic>/agenda/week/board", week.board, SEE)
page(blueprint, "GET", "/c/<clinic>/agenda/month", month.show, SEE)
page(blueprint, "GET", "/c/<clinic>/agenda/month/board", month.board, SEE)
page(blueprint, "GET", "/c/<clinic>/agenda/appointments/new", appointments.new, BOOK)
page(blueprint, "POST", "/c/<clinic>/agenda/appointments", appointments.create, BOOK)
page(blueprint, "GET", "/c/<clinic>/agenda/free-times", free_times.show, BOOK)
page(blueprint, "GET", "/c/<clinic>/agenda/free-times/beside", free_times.beside, BOOK)
page(blueprint, "GET", ONE, appointments.show, SEE)
page(blueprint, "GET", f"{ONE}/move", moves.edit, BOOK)
page(blueprint, "GET", f"{ONE}/peek", peeks.show, SEE)
page(blueprint, "GET", f"{ONE}/proposal", moves.propose, BOOK)
page(blueprint, "POST", f"{ONE}/move", moves.update, BOOK)
page(blueprint, "GET", f"{ONE}/cancellation", cancellations.new, BOOK)
page(blueprint, "POST", f"{ONE}/cancellation", cancellations.create, BOOK)
page(blueprint, "POST", f"{ONE}/state", states.update, BOOK)
page(blueprint, "POST", f"{ONE}/confirmation", confirmations.create, BOOK)
