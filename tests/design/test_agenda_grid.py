"""The generated places of the agenda: a class for each start and length, since pages carry no inline styles."""

from pathlib import Path

SHEET = Path(__file__).parents[2] / "static" / "css" / "agenda-grid.css"
STEPS = 288
HOUR = 12
HEAD = (
    "/* Generated: starts, lengths and shares of a day in five-minute steps; "
    "tests/design/test_agenda_grid.py holds the rule. */"
)


def rows(rules: list[str], per_row: int = 12) -> list[str]:
    return ["  " + " ".join(rules[at : at + per_row]) for at in range(0, len(rules), per_row)]


def hidden_hour(hour: int) -> str:
    near = ",".join(f".t-{step}" for step in range(max(hour - 2, 0), hour + 3))
    return f".hours:has(>.now-time:is({near}))>.t-{hour}:not(.now-time){{visibility:hidden}}"


def expected() -> str:
    lines = [HEAD, "@layer agenda {"]
    lines += rows([f".t-{step}{{--t:{step}}}" for step in range(STEPS + 1)])
    lines += rows([f".h-{steps}{{--h:{steps}}}" for steps in range(1, STEPS + 1)])
    lines += rows([f".from-{step}{{--from:{step}}}" for step in range(0, STEPS + 1, HOUR)])
    lines += rows([f".until-{step}{{--until:{step}}}" for step in range(0, STEPS + 1, HOUR)])
    lanes = [(lane, lanes) for lanes in range(2, 7) for lane in range(1, lanes + 1)]
    lines += rows([f".lane-{lane}of{all_}{{--lane:{lane - 1};--lanes:{all_}}}" for lane, all_ in lanes])
    lines += rows([hidden_hour(hour) for hour in range(0, STEPS, HOUR)], per_row=1)
    return "\n".join([*lines, "}", ""])


def test_the_sheet_is_what_the_rule_makes():
    assert SHEET.read_text() == expected()
