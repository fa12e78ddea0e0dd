"""A page of a catalog by hand, asked anew each time: what the portal's cache saves."""

from html import escape

from benchmarks.floor.rows import PLAN, connection

BROWSE = """
    WITH own AS MATERIALIZED (
        SELECT term_id, visible, alias FROM catalogs.clinic_term_override
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
    SELECT counted.total, term.id, term.code, coalesce(term.names ->> 'es', term.names ->> 'en', term.code), own.alias
    FROM counted LEFT JOIN top ON true LEFT JOIN catalogs.term ON term.id = top.id LEFT JOIN own ON own.term_id = top.id
    ORDER BY top.sort_key, top.id"""


def fragment(kind: str) -> str:
    found = connection().execute(BROWSE, {"clinic": PLAN.clinic_id, "kind": kind}).fetchall()
    before, after = PLAN.frames[f"catalog {kind}"]
    return f"{before}{''.join(_row(*row[1:]) for row in found)}{after}"


def _row(number: int, code: str, name: str, alias: str | None) -> str:
    own = (
        f' <span class="badge accent">{PLAN.words["changed"]}</span><br><small class="faint">{escape(name)}</small>'
        if alias
        else ""
    )
    return (
        f'<tr id="term-{number}"><td class="term-code"><code>{escape(code)}</code></td>'
        f"<td>{escape(alias or name)}{own}</td></tr>"
    )
