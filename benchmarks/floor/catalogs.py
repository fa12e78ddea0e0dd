"""A page of a catalog by hand, asked anew each time: what the portal's cache saves."""

from decimal import Decimal
from html import escape

from benchmarks.floor.rows import PLAN, connection

BROWSE = """
    WITH own AS MATERIALIZED (
        SELECT term_id, visible, alias, minutes, price FROM catalogs.clinic_term_override
        WHERE clinic_id = %(clinic)s AND kind = %(kind)s
    ), hidden AS MATERIALIZED (
        SELECT term.id FROM own JOIN catalogs.term ON term.id = own.term_id
        WHERE NOT own.visible AND term.retired_at IS NULL
    ), counted AS (
        SELECT count(*) - (SELECT count(*) FROM hidden) AS total
        FROM catalogs.term WHERE kind = %(kind)s AND retired_at IS NULL
    ), top AS (
        SELECT id, sort_key FROM catalogs.term
        WHERE kind = %(kind)s AND retired_at IS NULL AND id NOT IN (SELECT id FROM hidden)
        ORDER BY sort_key, id LIMIT 50
    )
    SELECT counted.total, term.id, term.code, coalesce(term.names ->> 'es', term.names ->> 'en', term.code), own.alias,
           coalesce(own.minutes, (term.facts ->> 'minutes')::integer),
           coalesce(own.price, (term.facts ->> 'price')::numeric)
    FROM counted LEFT JOIN top ON true LEFT JOIN catalogs.term ON term.id = top.id LEFT JOIN own ON own.term_id = top.id
    ORDER BY top.sort_key, top.id"""

STAR = '<svg class="icon" aria-hidden="true"><use href="/static/icons/sprite.svg#star"/></svg>'


def fragment(kind: str) -> str:
    found = connection().execute(BROWSE, {"clinic": PLAN.clinic_id, "kind": kind}).fetchall()
    before, after = PLAN.frames[f"catalog {kind}"]
    return f"{before}{''.join(_row(row[1:]) for row in found)}{after}"


def _row(row: tuple[int, str, str, str | None, int | None, Decimal | None]) -> str:
    number, code, name, alias, minutes, price = row
    own = (
        f' <span class="badge accent">{PLAN.words["changed"]}</span><br><small class="faint">{escape(name)}</small>'
        if alias
        else ""
    )
    label = escape(alias or name)
    return (
        f'<tr id="term-{number}"><td class="term-code"><code>{escape(code)}</code></td>'
        f'<td><button type="submit" class="star-button own-star" id="star-{number}" form="stars" '
        f'formaction="procedures/mine/{number}" name="starred" value="1" data-star="{number}" aria-pressed="false" '
        f'aria-label="{PLAN.words["star"].replace("{name}", label)}">{STAR}</button><bdi>{label}</bdi>{own}</td>'
        f'<td class="end" data-label="{PLAN.words["minutes"]}">{minutes or ""}</td>'
        f'<td class="end" data-label="{PLAN.words["price"]}">{_money(price)}</td></tr>'
    )


def _money(price: Decimal | None) -> str:
    """As it is written in Spain."""
    if price is None:
        return ""
    whole = f"{price:,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{whole}\N{NO-BREAK SPACE}€"
