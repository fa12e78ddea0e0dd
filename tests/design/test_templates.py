"""What a strict content policy and a single icon sprite ask of every template."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SYMBOLS = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static" / "icons" / "sprite.svg").read_text()))

FORBIDDEN = {
    "an inline style": r"\sstyle=",
    "an inline style sheet": r"<style",
    "an inline script": r"<script(?![^>]*\ssrc=)",
    "an inline handler": r"\son[a-z]+=|hx-on",
    "evaluated JavaScript": r"""(hx-(vals|headers|confirm|action|get|post)=["'](js|javascript):)""",
    "an evaluated trigger filter": r'hx-trigger="[^"]*\[',
    "an address of somewhere else": r"""(src|href)=["'](https?:)?//""",
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_template_holds_what_the_policy_forbids(template: Path):
    text = re.sub(r"\{#.*?#\}", "", template.read_text(), flags=re.DOTALL)
    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_icon_is_in_the_sprite(template: Path):
    named = re.findall(r"""\bicon\(\s*["']([a-z0-9-]+)["']""", template.read_text())
    assert set(named) <= SYMBOLS


def test_every_symbol_of_the_sprite_is_drawn_somewhere():
    sources = [*TEMPLATES, *(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "clinic_portal").rglob("*.py")]
    words = set(re.findall(r"""["']([a-z0-9-]+)["']""", "\n".join(file.read_text() for file in sources)))
    assert words >= SYMBOLS
