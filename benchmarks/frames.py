"""The still parts of the portal's pages, for the floor: what comes from rows is cut out, the floor must make it."""

import re
from collections.abc import Container, Iterable, Iterator

from benchmarks.floor.plan import Plan
from benchmarks.prepare import SEARCHES, Choice
from benchmarks.visitor import Visitor

CATALOG = "procedures"
Frames = Iterator[tuple[str, list[str]]]
_BOARD = re.compile(r'<div class="day .*?</section>\s*</div>(?=\s*<div class="peek")', re.DOTALL)
_OPTIONS = re.compile(r'<a class="option " role="option" id="option-\d.*</a>(?=\s*<a class="option is-new")', re.DOTALL)
_TERMS = re.compile(r'<tr id="term-.*</tr>(?=\s*</tbody>)', re.DOTALL)


def day_address(plan: Plan, day: object) -> str:
    return f"/c/{plan.slug}/agenda?day={day}"


def capture(plan: Plan, chosen: Choice, visitor: Visitor, only: Container[str]) -> None:
    """Put the frames that these workloads need into the plan."""
    for needed_by, frames in (
        (("B1", "B1a", "B6", "B15"), _days),
        (("B2", "B2a"), _appointments),
        (("B3", "B3a", "B15"), _searches),
        (("B5", "B5a"), _catalogs),
    ):
        if any(number in only for number in needed_by):
            plan.frames.update(frames(plan, chosen, visitor))


def _days(plan: Plan, chosen: Choice, visitor: Visitor) -> Frames:
    return days(plan, chosen.days, visitor)


def days(plan: Plan, shown: Iterable[object], visitor: Visitor) -> Frames:
    for day in shown:
        address = day_address(plan, day)
        yield address, _around(_BOARD, visitor.page(address).text)


def _appointments(plan: Plan, chosen: Choice, visitor: Visitor) -> Frames:
    one = visitor.page(f"/c/{plan.slug}/agenda/appointments/{chosen.appointments[0]}", **HTMX).text
    yield "appointment booked", _places(one)


def _searches(plan: Plan, _chosen: Choice, visitor: Visitor) -> Frames:
    for typed in SEARCHES:
        found = visitor.page(f"/c/{plan.slug}/patients/search?link=1&q={typed.replace(' ', '+')}", **HTMX).text
        yield f"search {typed}", _around(_OPTIONS, found)


def _catalogs(plan: Plan, _chosen: Choice, visitor: Visitor) -> Frames:
    terms = visitor.page(f"/c/{plan.slug}/catalogs/{CATALOG}", **HTMX).text
    yield f"catalog {CATALOG}", _around(_TERMS, terms)


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
    (r'(<dt>Tipo</dt><dd><span class="type-swatch kind-)(\d+)', "kind_hue"),
    (r'(" aria-hidden="true"></span>)([^<]+)(?=</dd>)', "kind"),
    (r'(name="version" value=")(\d+)', "version"),
    (r"(&#34;id&#34;: &#34;)(\d+)", "id"),
    (r"(&#34;minutes&#34;: )(\d+)", "minutes"),
    (r"(&#34;practitioner&#34;: &#34;)(\d+)", "practitioner_id"),
    (r"(&#34;room&#34;: &#34;)(\d+)", "room_id"),
    (r"(&#34;version&#34;: )(\d+)", "version"),
    (r"(/appointments/)(\d+)", "id"),
    (r"(appointment_id=)(\d+)", "id"),
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
