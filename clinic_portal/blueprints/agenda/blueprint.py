"""The address table of the agenda."""

from flask import Blueprint

from clinic_portal.blueprints.agenda.reasons import spell_out
from clinic_portal.blueprints.agenda.routes import (
    appointments,
    arrivals,
    availability,
    calendars,
    cancellations,
    choices,
    confirmations,
    day,
    day_ends,
    day_rules,
    equipment,
    exceptions,
    fits,
    free_times,
    given_links,
    groups,
    holds,
    month,
    moves,
    offers,
    online,
    online_rules,
    own_states,
    peeks,
    recalls,
    requests,
    rescheduling,
    room_capacity,
    rules,
    screens,
    series,
    series_cancellations,
    series_moves,
    sheets,
    states,
    substates,
    turns,
    types,
    undoing,
    videos,
    views,
    visits,
    waiting_list,
    waiting_room,
    week,
    withdrawals,
)
from clinic_portal.blueprints.agenda.waitlist_words import spoken
from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.web.need import holder, needs, public
from clinic_portal.foundation.web.urls import page

blueprint = Blueprint("agenda", __name__)
blueprint.add_app_template_filter(spell_out, "cancellation_reason")
blueprint.context_processor(spoken)
SEE, BOOK, EDIT = needs(Permission.SEE_AGENDA), needs(Permission.BOOK), needs(Permission.EDIT_CLINIC)
TYPES, EQUIPMENT = "/c/<clinic>/agenda/types", "/c/<clinic>/agenda/equipment"
ONE = "/c/<clinic>/agenda/appointments/<int:appointment_id>"
SUBSTATES = "/c/<clinic>/agenda/own-states"
HOURS = "/c/<clinic>/agenda/availability"
EXCEPTION = f"{HOURS}/exceptions/<int:exception_id>"

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
page(blueprint, "POST", "/c/<clinic>/agenda/holds", holds.create, BOOK)
page(blueprint, "POST", "/c/<clinic>/agenda/holds/removal", holds.delete, BOOK)
page(blueprint, "GET", HOURS, availability.show, SEE)
page(blueprint, "POST", f"{HOURS}/holidays", availability.holidays, EDIT)
page(blueprint, "GET", f"{HOURS}/exceptions/new", exceptions.new, BOOK)
page(blueprint, "POST", f"{HOURS}/exceptions/new", exceptions.create, BOOK)
page(blueprint, "GET", EXCEPTION, exceptions.edit, BOOK)
page(blueprint, "POST", EXCEPTION, exceptions.update, BOOK)
page(blueprint, "POST", f"{EXCEPTION}/ending", exceptions.end, BOOK)
page(blueprint, "GET", f"{EXCEPTION}/appointments", rescheduling.show, BOOK)
page(blueprint, "POST", f"{EXCEPTION}/appointments", rescheduling.create, BOOK)
page(blueprint, "GET", f"{HOURS}/rules/new", rules.new, EDIT)
page(blueprint, "POST", f"{HOURS}/rules/new", rules.create, EDIT)
page(blueprint, "GET", f"{HOURS}/rules/<int:rule_id>", rules.edit, EDIT)
page(blueprint, "POST", f"{HOURS}/rules/<int:rule_id>", rules.update, EDIT)
page(blueprint, "POST", f"{HOURS}/rules/<int:rule_id>/ending", rules.end, EDIT)
page(blueprint, "GET", "/c/<clinic>/agenda/free-times", free_times.show, BOOK)
page(blueprint, "GET", "/c/<clinic>/agenda/free-times/beside", free_times.beside, BOOK)
page(blueprint, "GET", ONE, appointments.show, SEE)
page(blueprint, "GET", f"{ONE}/group", groups.show, SEE)
page(blueprint, "GET", f"{ONE}/move", moves.edit, BOOK)
page(blueprint, "GET", f"{ONE}/peek", peeks.show, SEE)
page(blueprint, "GET", f"{ONE}/proposal", moves.propose, BOOK)
page(blueprint, "POST", f"{ONE}/move", moves.update, BOOK)
page(blueprint, "GET", f"{ONE}/cancellation", cancellations.new, BOOK)
page(blueprint, "POST", f"{ONE}/cancellation", cancellations.create, BOOK)
page(blueprint, "POST", f"{ONE}/state", states.update, BOOK)
page(blueprint, "POST", f"{ONE}/own-state", own_states.update, BOOK)
page(blueprint, "POST", f"{ONE}/confirmation", confirmations.create, BOOK)
page(blueprint, "GET", f"{ONE}/video", videos.edit, BOOK)
page(blueprint, "POST", f"{ONE}/video", videos.update, BOOK)
page(blueprint, "POST", f"{ONE}/undo", undoing.create, BOOK)

ROOM, TURN = "/c/<clinic>/agenda/waiting-room", "/c/<clinic>/agenda/waiting-room/turns/<int:entry_id>"
RULES, LINKS, END = "/c/<clinic>/agenda/rules", "/c/<clinic>/agenda/links", "/c/<clinic>/agenda/end-of-day"

page(blueprint, "GET", ROOM, waiting_room.show, SEE)
page(blueprint, "GET", f"{ROOM}/queue", waiting_room.queue, SEE)
page(blueprint, "GET", f"{ROOM}/arrivals/new", arrivals.new, BOOK)
page(blueprint, "POST", f"{ROOM}/arrivals", arrivals.create, BOOK)
page(blueprint, "POST", f"{ROOM}/arrivals/<int:appointment_id>", arrivals.mark, BOOK)
page(blueprint, "POST", f"{ROOM}/calls", turns.call, BOOK)
page(blueprint, "GET", TURN, turns.show, SEE)
page(blueprint, "POST", f"{TURN}/state", turns.update, BOOK)
page(blueprint, "POST", f"{TURN}/transfer", turns.transfer, BOOK)
page(blueprint, "POST", f"{TURN}/undo", turns.undo, BOOK)
page(blueprint, "GET", RULES, day_rules.show, EDIT)
page(blueprint, "POST", RULES, day_rules.update, EDIT)
page(blueprint, "POST", f"{RULES}/service-points", day_rules.add_point, EDIT)
page(blueprint, "POST", f"{RULES}/service-points/<int:point_id>/retirement", day_rules.retire_point, EDIT)
page(blueprint, "GET", LINKS, given_links.show, BOOK)
page(blueprint, "POST", f"{LINKS}/screens", given_links.create_screen, BOOK)
page(blueprint, "POST", f"{LINKS}/calendars", given_links.create_calendar, BOOK)
page(blueprint, "POST", f"{LINKS}/<int:link_id>/revocation", given_links.revoke, BOOK)
page(blueprint, "GET", END, day_ends.show, SEE)
page(blueprint, "POST", f"{END}/<int:appointment_id>/state", day_ends.update, BOOK)
page(blueprint, "POST", f"{END}/<int:appointment_id>/wish", day_ends.settle, BOOK)

SCREEN, VISIT = "/c/<clinic>/waiting-room-screen/<token>", "/c/<clinic>/visit/<token>"
WATCH, PATIENT = holder("a screen in a waiting room"), holder("a patient's link to one appointment")

page(blueprint, "GET", SCREEN, screens.show, WATCH)
page(blueprint, "GET", f"{SCREEN}/calls", screens.calls, WATCH)
page(blueprint, "GET", "/c/<clinic>/calendar/<token>.ics", calendars.show, holder("a calendar programme"))
page(blueprint, "GET", VISIT, visits.show, PATIENT)
page(blueprint, "POST", f"{VISIT}/confirmation", visits.confirm, PATIENT)
page(blueprint, "POST", f"{VISIT}/cancellation", visits.cancel, PATIENT)
page(blueprint, "POST", f"{VISIT}/move-request", visits.ask, PATIENT)
LIST, OFFER = "/c/<clinic>/agenda/waiting-list", "/c/<clinic>/offer/<token>"
WAITS, OFFERED = f"{LIST}/<int:waiting_id>", holder("the link of a time that a patient is offered")

page(blueprint, "GET", LIST, waiting_list.index, SEE)
page(blueprint, "GET", f"{LIST}/board", waiting_list.board, SEE)
page(blueprint, "GET", f"{LIST}/new", waiting_list.new, BOOK)
page(blueprint, "POST", f"{LIST}/new", waiting_list.begin, BOOK)
page(blueprint, "POST", LIST, waiting_list.create, BOOK)
page(blueprint, "GET", WAITS, waiting_list.edit, BOOK)
page(blueprint, "POST", WAITS, waiting_list.update, BOOK)
page(blueprint, "GET", f"{WAITS}/withdrawal", withdrawals.new, BOOK)
page(blueprint, "POST", f"{WAITS}/withdrawal", withdrawals.create, BOOK)
page(blueprint, "GET", f"{LIST}/fits", fits.show, BOOK)
page(blueprint, "POST", f"{LIST}/fits/booking", fits.book, BOOK)
page(blueprint, "POST", f"{LIST}/fits/offer", fits.offer, BOOK)
page(blueprint, "GET", OFFER, offers.show, OFFERED)
page(blueprint, "POST", f"{OFFER}/acceptance", offers.accept, OFFERED)
page(blueprint, "POST", f"{OFFER}/refusal", offers.refuse, OFFERED)
page(blueprint, "GET", TYPES, types.index, EDIT)
page(blueprint, "GET", f"{TYPES}/new", types.new, EDIT)
page(blueprint, "POST", f"{TYPES}/new", types.create, EDIT)
page(blueprint, "GET", f"{TYPES}/<int:type_id>/edit", types.edit, EDIT)
page(blueprint, "POST", f"{TYPES}/<int:type_id>/edit", types.update, EDIT)
page(blueprint, "POST", f"{TYPES}/<int:type_id>/retirement", types.retire, EDIT)
page(blueprint, "GET", SUBSTATES, substates.index, EDIT)
page(blueprint, "GET", f"{SUBSTATES}/new", substates.new, EDIT)
page(blueprint, "POST", f"{SUBSTATES}/new", substates.create, EDIT)
page(blueprint, "GET", f"{SUBSTATES}/<int:substate_id>/edit", substates.edit, EDIT)
page(blueprint, "POST", f"{SUBSTATES}/<int:substate_id>/edit", substates.update, EDIT)
page(blueprint, "POST", f"{SUBSTATES}/<int:substate_id>/retirement", substates.retire, EDIT)
page(blueprint, "GET", EQUIPMENT, equipment.index, EDIT)
page(blueprint, "GET", f"{EQUIPMENT}/new", equipment.new, EDIT)
page(blueprint, "POST", f"{EQUIPMENT}/new", equipment.create, EDIT)
page(blueprint, "GET", f"{EQUIPMENT}/<int:equipment_id>/edit", equipment.edit, EDIT)
page(blueprint, "POST", f"{EQUIPMENT}/<int:equipment_id>/edit", equipment.update, EDIT)
page(blueprint, "POST", f"{EQUIPMENT}/<int:equipment_id>/retirement", equipment.retire, EDIT)
page(blueprint, "GET", "/c/<clinic>/agenda/rooms/<int:room_id>/capacity", room_capacity.edit, EDIT)
page(blueprint, "POST", "/c/<clinic>/agenda/rooms/<int:room_id>/capacity", room_capacity.update, EDIT)
page(blueprint, "POST", "/c/<clinic>/agenda/series/plan", series.plan, BOOK)
page(blueprint, "POST", "/c/<clinic>/agenda/series", series.create, BOOK)
page(blueprint, "GET", f"{ONE}/series", series.show, SEE)
page(blueprint, "GET", f"{ONE}/series/move", series_moves.edit, BOOK)
page(blueprint, "POST", f"{ONE}/series/move", series_moves.update, BOOK)
page(blueprint, "GET", f"{ONE}/series/cancellation", series_cancellations.new, BOOK)
page(blueprint, "POST", f"{ONE}/series/cancellation", series_cancellations.create, BOOK)

ONLINE, ASKED = "/c/<clinic>/book", "/c/<clinic>/agenda/requests"
VISITOR, ASKING = (
    public("whoever wants an appointment"),
    holder("a visitor's own page, until the appointment is booked"),
)

page(blueprint, "GET", ONLINE, online.show, VISITOR)
page(blueprint, "GET", f"{ONLINE}/who", online.who, VISITOR)
page(blueprint, "POST", f"{ONLINE}/who", online.ask, VISITOR)
page(blueprint, "GET", f"{ONLINE}/<token>", online.visit, ASKING)
page(blueprint, "POST", f"{ONLINE}/<token>/code", online.prove, ASKING)
page(blueprint, "POST", f"{ONLINE}/<token>/sending", online.send, ASKING)
page(blueprint, "POST", f"{ONLINE}/<token>/time", online.choose, ASKING)
page(blueprint, "GET", ASKED, requests.index, SEE)
page(blueprint, "GET", f"{ASKED}/<int:appointment_id>", requests.show, SEE)
page(blueprint, "POST", f"{ASKED}/<int:appointment_id>/approval", requests.approve, BOOK)
page(blueprint, "POST", f"{ASKED}/<int:appointment_id>/patient", requests.identify, BOOK)
page(blueprint, "GET", "/c/<clinic>/agenda/online-booking", online_rules.show, EDIT)
page(blueprint, "POST", "/c/<clinic>/agenda/online-booking", online_rules.update, EDIT)
RECALLS, RECALL = "/c/<clinic>/agenda/recalls", "/c/<clinic>/agenda/recalls/<int:recall_id>"

page(blueprint, "GET", RECALLS, recalls.index, SEE)
page(blueprint, "POST", RECALLS, recalls.create, BOOK)
page(blueprint, "GET", f"{RECALLS}/new", recalls.new, BOOK)
page(blueprint, "POST", f"{RECALLS}/messages", recalls.tell, BOOK)
page(blueprint, "GET", RECALL, recalls.show, BOOK)
page(blueprint, "POST", RECALL, recalls.update, BOOK)
page(blueprint, "POST", f"{RECALL}/calls", recalls.call, BOOK)
page(blueprint, "POST", f"{RECALL}/postponement", recalls.postpone, BOOK)
page(blueprint, "POST", f"{RECALL}/ending", recalls.stop, BOOK)
