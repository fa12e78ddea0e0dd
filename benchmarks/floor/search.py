"""The patients' type-ahead by hand, over the same index."""

from html import escape

from benchmarks.floor.agenda import at_home
from benchmarks.floor.appointment import MONTHS
from benchmarks.floor.rows import PLAN, connection

FIRST = """
    (SELECT patient_id, key, search, CASE WHEN key = %(word)s THEN {place} ELSE 100 + {place} END AS rank
     FROM patients.patient_key
     WHERE clinic_id = %(clinic)s AND place = {place} AND key >= %(word)s AND key < %(after)s
       AND search LIKE ALL (%(others)s)
     ORDER BY key, search LIMIT 40)"""
SEARCH = f"""
    SELECT p.id, p.given, p.family, p.phone, p.document, p.birth_date
    FROM patients.patient AS p JOIN (
        SELECT patient_id, min(rank) AS by_0, min(key) AS by_1, min(search) AS by_2
        FROM ({FIRST.format(place=0)} UNION ALL {FIRST.format(place=1)}) AS hits
        GROUP BY patient_id ORDER BY min(rank), min(key), min(search) LIMIT %(limit)s
    ) AS best ON best.patient_id = p.id
    WHERE p.clinic_id = %(clinic)s ORDER BY best.by_0, best.by_1, best.by_2"""


def options(typed: str) -> str:
    """What is typed is lower case without accents; the longest word leads."""
    longest, *others = sorted(typed.split(), key=len, reverse=True)
    values = {
        "clinic": PLAN.clinic_id,
        "word": longest,
        "after": f"{longest}\U0010ffff",
        "others": [f"% {word}%" for word in others],
        "limit": 10,
    }
    found = connection().execute(SEARCH, values).fetchall()
    before, after = PLAN.frames[f"search {typed}"]
    return f"{before}{''.join(map(_option, found))}{after}"


def _option(row: tuple) -> str:
    number, given, family, phone, document, born = row
    detail = f"{at_home(phone)} · {born.day} {MONTHS[born.month]} {born.year}" if born else at_home(phone)
    end = f'<span class="option-end">{escape(document)}</span>' if document else ""
    return (
        f'<a class="option " role="option" id="option-{number}" tabindex="-1" aria-selected="false" '
        f'href="/c/{PLAN.slug}/patients/{number}"><span><bdi>{escape(given)} {escape(family)}</bdi></span>'
        f"<small>{detail}</small>{end}</a>"
    )
