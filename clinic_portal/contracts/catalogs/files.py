"""A clinic's view of a catalog as a file: how its columns are called, what is wrong with it, what becomes of it."""

from base64 import b64decode, b64encode
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer

from clinic_portal.contracts.catalogs.values import CatalogKind
from clinic_portal.foundation.values import Creation, Value

LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 20_000
"""Rows of a file, its heads not counted."""
FAULTS_KEPT = 1000
PREVIEWED = 50

Content = Annotated[
    bytes,
    BeforeValidator(lambda given: b64decode(given) if isinstance(given, str) else given),
    PlainSerializer(lambda content: b64encode(content).decode(), return_type=str, when_used="json"),
]
"""Bytes that travel in JSON as base64."""

HEADS: dict[str, dict[str, str]] = {
    "code_system": {"es": "Sistema", "en": "Code system"},
    "code": {"es": "Código", "en": "Code"},
    "name_es": {"es": "Nombre en español", "en": "Name in Spanish"},
    "name_en": {"es": "Nombre en inglés", "en": "Name in English"},
    "synonyms": {"es": "Sinónimos", "en": "Synonyms"},
    "alias": {"es": "Alias", "en": "Alias"},
    "visible": {"es": "Visible", "en": "Visible"},
    "favourite": {"es": "Favorito", "en": "Favourite"},
    "order": {"es": "Orden", "en": "Order"},
    "price": {"es": "Precio", "en": "Price"},
    "minutes": {"es": "Minutos", "en": "Minutes"},
    "catalog_price": {"es": "Precio del catálogo", "en": "Catalog price"},
    "catalog_minutes": {"es": "Minutos del catálogo", "en": "Catalog minutes"},
    "tax_class": {"es": "Impuesto", "en": "Tax class"},
    "practice": {"es": "Tipo de consulta", "en": "Practice"},
    "allergen_class": {"es": "Clase de alérgeno", "en": "Allergen class"},
    "ingredients": {"es": "Principios activos", "en": "Ingredients"},
    "cross_classes": {"es": "Clases cruzadas", "en": "Cross classes"},
    "classes": {"es": "Clases", "en": "Classes"},
    "form": {"es": "Forma", "en": "Form"},
    "strength": {"es": "Concentración", "en": "Strength"},
    "steps": {"es": "Pasos", "en": "Steps"},
}
"""How a column is called in each language; a file may use either, or the column's own word."""


class FileForm(StrEnum):
    """How a file is written."""

    CSV = "csv"
    XLSX = "xlsx"


class CatalogFile(Value):
    """A file ready to be saved; importing it changes nothing."""

    form: FileForm
    content: Content


class FaultKind(StrEnum):
    """What is wrong with a file, a row or a cell; the page that shows it says it in a sentence."""

    UNREADABLE = "unreadable"
    NO_KEY = "no-key"
    UNKNOWN_COLUMN = "unknown-column"
    NAMELESS_COLUMN = "nameless-column"
    COLUMN_TWICE = "column-twice"
    TOO_MANY_CELLS = "too-many-cells"
    CUT_OFF = "cut-off"
    UNKNOWN_CODE = "unknown-code"
    SEVERAL_CODES = "several-codes"
    NO_CODE = "no-code"
    CODE_TWICE = "code-twice"
    NAME_TWICE = "name-twice"
    NAME_STANDS = "name-stands"
    NO_NAME = "no-name"
    SHARED_NAME = "shared-name"
    SHARED_FACT = "shared-fact"
    NO_FLAG = "no-flag"
    NO_AMOUNT = "no-amount"
    DECIMALS = "decimals"
    NO_WHOLE = "no-whole"
    OUT_OF_RANGE = "out-of-range"
    NO_CHOICE = "no-choice"
    NO_SLUG = "no-slug"
    TOO_LONG = "too-long"
    NO_STEPS = "no-steps"
    TOO_MANY_STEPS = "too-many-steps"
    UNKNOWN_PROCEDURE = "unknown-procedure"
    UNWRITABLE = "unwritable"


class Fault(Value):
    """`row` and `column` count from 1 as a spreadsheet does, 0 where it is the file or the row as a whole.

    `head` is the column as the file calls it, `text` the cell's beginning, `detail` what the sentence needs besides.
    """

    kind: FaultKind
    row: int = 0
    column: int = 0
    head: str = ""
    text: str = ""
    detail: str = ""


class CellChange(Value):
    """What becomes of one cell: `column` is a word of `HEADS`, the texts are as the file writes them."""

    column: str
    before: str
    after: str


class RowEffect(StrEnum):
    """What an import does to a term."""

    ADDED = "added"
    CHANGED = "changed"
    RESET = "reset"


class PlannedRow(Value):
    """One term that an import changes; `row` is 0 for one that the file does not name."""

    what: RowEffect
    row: int
    code: str
    label: str
    cells: tuple[CellChange, ...]


class ImportState(StrEnum):
    """How far a file has come."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    FAULTY = "faulty"
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"


class CatalogImport(Value):
    """A file that was brought: `rows` of it were read so far, `expected` is about how many there are.

    `faults` are the first of `fault_count`, `preview` the first of what would be or was changed. `has_file` ends a day
    after the upload. `checked_anew` says that the catalog had changed since the dry run, which was repeated.
    """

    id: int
    kind: CatalogKind
    file_name: str
    form: FileForm
    size: int
    state: ImportState
    resets: bool
    rows: int
    expected: int
    added: int
    changed: int
    unchanged: int
    reset: int
    fault_count: int
    faults: tuple[Fault, ...] = ()
    preview: tuple[PlannedRow, ...] = ()
    has_file: bool
    checked_anew: bool
    change_id: int | None
    undone: bool = False
    made_at: datetime
    made_by: int | None

    @property
    def is_busy(self) -> bool:
        return self.state in {ImportState.UPLOADED, ImportState.CHECKING, ImportState.APPLYING}

    @property
    def can_be_applied(self) -> bool:
        return self.state is ImportState.CHECKED and self.has_file and self.touched > 0

    @property
    def touched(self) -> int:
        return self.added + self.changed + self.reset


class BringFile(Creation):
    """A file for one catalog of the entered clinic; `resets` takes back what the file does not name.

    `language` is the one in which what cannot be read is said.
    """

    kind: CatalogKind
    file_name: str = Field(max_length=255)
    content: Content
    language: str = "es"
    resets: bool = False
