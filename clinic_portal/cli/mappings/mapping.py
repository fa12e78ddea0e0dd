"""What a mapping says: which table, which column becomes which field, what is the same for all, which rows count."""

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator

from clinic_portal.contracts.catalogs import FACTS, CatalogKind
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.tables import Format
from clinic_portal.foundation.values import Value

FOLDER = Path(__file__).parent
Step = Literal["strip", "upper", "lower", "icd-10-dot", "decimal-comma", "slug"]


class Column(Value):
    """A column by its heading, or the first there is of several; `separator` cuts a cell into many values."""

    column: tuple[str, ...] = Field(min_length=1)
    apply: tuple[Step, ...] = ()
    separator: str | None = Field(None, min_length=1)

    @field_validator("column", mode="before")
    @classmethod
    def _one_is_several(cls, given: Any) -> Any:
        return (given,) if isinstance(given, str) else given


class TableShape(Value):
    """What is known of the file; the rest is recognised. `header` is the row of the headings."""

    format: Format | None = None
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    header: int = Field(1, ge=1)


class Mapping(Value):
    """`where` keeps the rows that have one of the values in each column; `constants` are fields with fixed values."""

    kind: CatalogKind
    code_system: str = Field(min_length=1, max_length=40)
    label: str = Field(min_length=1, max_length=200)
    table: TableShape = TableShape()
    columns: dict[str, Column]
    constants: dict[str, Any] = Field(default_factory=dict)
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @field_validator("columns", mode="before")
    @classmethod
    def _a_heading_is_a_column(cls, given: Any) -> Any:
        return {field: {"column": one} if isinstance(one, str | list) else one for field, one in given.items()}

    @field_validator("columns")
    @classmethod
    def _has_code_and_name(cls, columns: dict[str, Column]) -> dict[str, Column]:
        if "code" not in columns or not any(field.startswith("names.") for field in columns):
            raise ValueError("a mapping needs columns for code and for a name, such as names.es")
        return columns

    @property
    def fields(self) -> tuple[str, ...]:
        """Of what the list speaks; all else of a term stays as it is."""
        return tuple(sorted({*self.columns, *self.constants} - {"code"}))

    def unknown_fields(self) -> list[str]:
        """Those that no term of the catalog has."""
        facts = {f"facts.{name}" for name in FACTS[self.kind].model_fields if name != "kind"}
        known = facts | {"synonyms"}
        return [field for field in self.fields if field not in known and not _is_name(field)]


class BadMapping(Refusal):
    """There is no such mapping, or it is not written as one."""


def get_mapping(name_or_path: str) -> Mapping:
    """The mapping of the portal's own with that name, or the one in a file; raises BadMapping or ValidationError."""
    path = FOLDER / f"{name_or_path}.toml" if name_or_path in names() else Path(name_or_path)
    if not path.is_file():
        raise BadMapping(f"there is no mapping {name_or_path}; give a file, or one of {', '.join(names())}")
    try:
        mapping = Mapping.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadMapping(f"{path.name} is no TOML file: {error}") from None
    if unknown := mapping.unknown_fields():
        raise BadMapping(f"{path.name}: a term of {mapping.kind} has no {', '.join(unknown)}")
    return mapping


def names() -> list[str]:
    """The mappings that come with the portal."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def _is_name(field: str) -> bool:
    beginning, _, language = field.partition(".")
    return beginning == "names" and len(language) == 2
