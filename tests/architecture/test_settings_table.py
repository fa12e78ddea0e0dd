"""The table of settings in the documentation is the settings class, line by line."""

from pydantic import SecretStr

from clinic_portal.foundation.settings import Settings
from tests.architecture.tree import ROOT


def rows() -> list[str]:
    return [
        f"| `{name.upper()}` | {shown(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]


def shown(default: object) -> str:
    plain = default.get_secret_value() if isinstance(default, SecretStr) else default
    return f"`{plain}`" if plain not in {"", False} or (plain == 0 and not isinstance(plain, bool)) else "–"


def test_every_setting_stands_in_the_table_with_its_default_and_its_sentence() -> None:
    table = [line for line in (ROOT / "docs" / "settings.md").read_text().splitlines() if line.startswith("| `")]
    assert table == rows(), "\n".join(rows())
