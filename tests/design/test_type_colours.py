"""The fixed palette of types and practitioners: each colour stands out from every ground that a card may have."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
LEAST = 3.0
"""WCAG 2.2, 1.4.11: what a graphic needs to be told from what it stands on."""
PAIR = r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)"
HUES = {int(number): pair for number, *pair in re.findall(rf"--hue-(\d+): {PAIR}", (CSS / "tokens.css").read_text())}
GROUNDS = {
    **{
        state: pair
        for state, *pair in re.findall(rf"\.is-(\w+) .*--tone-soft: {PAIR}", (CSS / "components.css").read_text())
    },
    **{name: pair for name, *pair in re.findall(rf"--(surface[\w-]*): {PAIR}", (CSS / "tokens.css").read_text())},
}


def luminance(colour: str) -> float:
    """Relative, of `#rrggbb`; as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_the_known_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_all_are_there():
    assert sorted(HUES) == list(range(1, 13))
    assert {"pending", "booked", "confirmed", "cancelled", "surface", "surface-sunken"} <= set(GROUNDS)


@pytest.mark.parametrize("number", sorted(HUES))
@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_a_colour_stands_out_from_every_ground(number, mode):
    found = {name: contrast(HUES[number][mode], ground[mode]) for name, ground in GROUNDS.items()}
    assert {name: ratio for name, ratio in found.items() if ratio < LEAST} == {}


@pytest.mark.parametrize("number", sorted(HUES))
def test_each_has_both_of_its_classes(number):
    sheet = (CSS / "agenda.css").read_text()
    assert f".hue-{number} {{ --hue: var(--hue-{number}); }}" in sheet
    assert f".kind-{number} {{ --kind: var(--hue-{number}); }}" in sheet
