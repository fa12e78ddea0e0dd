"""The still parts of the portal's pages, for the floor: what comes from rows is cut out, the floor must make it."""

import re

from benchmarks.floor.plan import Plan
from benchmarks.prepare import SEARCHES, Choice
from benchmarks.visitor import Visitor

CATALOG = "procedures"
_BOARD = re.compile(r'<div class="day .*?</section>\s*</div>(?=\s*<p class="offline")', re.DOTALL)
_OPTIONS = re.compile(r'<a class="option " role="option" id="option-\d.*</a>(?=\s*<a class="option is-new")', re.DOTALL)
_TERMS = re.compile(r'<tr id="term-.*</tr>(?=\s*</tbody>)', re.DOTALL)


def day_address(plan: Plan, day: object) -> str:
    return f"/c/{plan.slug}/agenda?day={day}"


def capture(plan: Plan, chosen: Choice, visitor: Visitor) -> None:
    """Put the frames into the plan."""
    for day in chosen.days:
        address = day_address(plan, day)
        plan.frames[address] = _around(_BOARD, visitor.page(address).text)
    for typed in SEARCHES:
        found = visitor.page(f"/c/{plan.slug}/patients/search?link=1&q={typed.replace(' ', '+')}", **HTMX).text
        plan.frames[f"search {typed}"] = _around(_OPTIONS, found)
    terms = visitor.page(f"/c/{plan.slug}/catalogs/{CATALOG}", **HTMX).text
    plan.frames[f"catalog {CATALOG}"] = _around(_TERMS, terms)
    one = visitor.page(f"/c/{plan.slug}/agenda/appointments/{chosen.appointments[0]}", **HTMX).text
    plan.frames["appointment booked"] = _places(one)


HTMX = {"HX-Request": "true"}


def _around(part: re.Pattern[str], page: str) -> list[str]:
    found = part.search(page)
    if found is None:
        raise RuntimeError(f"the page has changed: {part.pattern[:60]} is not in it")
    return [page[: found.start()], page[found.end() :]]


_PLACES = (
    (r'(<h2 id="panel-title"[^>]*>)([^<]+)', "name"),
    (r'(class="when hue-)(\d+)', "hue"),
    (r"(<div><strong>)([^<,]+)", "when"),
    (r"(, )(\d\d:\d\d)(?= – )", "from"),
    (r"( – )(\d\d:\d\d)(?=</strong>)", "until"),
    (r'(<span class="small quiet">)([^<]+)(?= · )', "practitioner"),
    (r"( · )([^<]+)(?=</span></div>)", "room"),
    (r'(href="tel:)([^"]+)', "tel"),
    (r'("tel:[^>]+>)([^<]+)', "phone"),
    (r"(<dt>Tipo</dt><dd>)([^<]+)", "kind"),
    (r'(name="version" value=")(\d+)', "version"),
    (r"(/appointments/)(\d+)", "id"),
    (r"(/patients/)(\d+)", "patient_id"),
    (r"(day=)(\d{4}-\d\d-\d\d)", "day"),
    (r'(</span><small class="quiet">)([^<]+)(?=</small></li>)', "at"),
)


def _places(page: str) -> list[str]:
    """Texts and names of values in turn."""
    for pattern, name in _PLACES:
        page, many = re.subn(pattern, rf"\1{chr(1)}{name}{chr(1)}", page)
        if not many:
            raise RuntimeError(f"the panel has changed: no place for {name}")
    return page.split(chr(1))
