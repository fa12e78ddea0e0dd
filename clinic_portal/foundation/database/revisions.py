"""The newest migration as the files themselves say it: a web server needs nothing else of Alembic, which is large."""

import re
from pathlib import Path

VERSIONS = Path(__file__).parents[3] / "migrations" / "versions"
_SAYS = re.compile(r'^(revision|down_revision)\b[^=\n]*= *"(\w+)"', re.MULTILINE)


def newest(versions: Path = VERSIONS) -> str:
    """The one that no other follows; raises ValueError where the migrations are no chain."""
    said = [dict(_SAYS.findall(file.read_text(encoding="utf-8"))) for file in versions.glob("*.py")]
    followed = {one.get("down_revision") for one in said}
    (last,) = {one["revision"] for one in said if "revision" in one} - followed
    return last
