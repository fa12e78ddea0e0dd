"""Bring a database to this version's shape."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

FOLDER = Path(__file__).parents[3] / "migrations"


def config(owner_url: str = "") -> Config:
    """Alembic's configuration without a file of its own."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.set_main_option("path_separator", "os")
    made.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    return made


def migrate(owner_url: str) -> None:
    """Run the missing migrations as the owner."""
    command.upgrade(config(owner_url), "head")


def newest_revision() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()
