"""What is wrong with a file, in a sentence that says what to do about it."""

from typing import Any

from flask_babel import gettext, lazy_gettext as _

from clinic_portal.contracts.catalogs import HEADS, CatalogImport, Fault, FaultKind
from clinic_portal.foundation.tables import Cell, csv_content

_SENTENCES: dict[FaultKind, Any] = {
    FaultKind.NO_KEY: _("The first row names no column for the code or the name. Begin with an export."),
    FaultKind.UNKNOWN_COLUMN: _("There is no column of this name. Remove it, or call it as the export does."),
    FaultKind.NAMELESS_COLUMN: _("This cell stands in a column without a head."),
    FaultKind.COLUMN_TWICE: _("This column stands twice."),
    FaultKind.TOO_MANY_CELLS: _("The row has more cells than there are columns. Put texts with a separator in quotes."),
    FaultKind.CUT_OFF: _("The row is cut off: %(detail)s cells."),
    FaultKind.SEVERAL_CODES: _("Several code systems have this code: %(detail)s. Write which one is meant."),
    FaultKind.NO_CODE: _("A shared term is named by its code. For a term of your clinic, leave the code system empty."),
    FaultKind.CODE_TWICE: _("Row %(detail)s names this term already."),
    FaultKind.NAME_TWICE: _("Row %(detail)s adds a term with this name already."),
    FaultKind.NAME_STANDS: _("Your clinic has a term with this name already. Write its code: %(detail)s."),
    FaultKind.NO_NAME: _("A term of your clinic needs a name."),
    FaultKind.SHARED_NAME: _("This is the shared term's name; use the alias."),
    FaultKind.SHARED_FACT: _("The shared term says this; it cannot be changed here."),
    FaultKind.NO_FLAG: _("Write yes or no."),
    FaultKind.NO_AMOUNT: _("This is no amount. Write it like 45.50."),
    FaultKind.DECIMALS: _("An amount has at most two decimals."),
    FaultKind.NO_WHOLE: _("Write a whole number."),
    FaultKind.OUT_OF_RANGE: _("Write a number from 1 to %(detail)s."),
    FaultKind.NO_CHOICE: _("Write one of these: %(detail)s."),
    FaultKind.NO_SLUG: _("Such a code has small letters without accents, digits and . : / _ - only."),
    FaultKind.TOO_LONG: _("At most %(detail)s characters."),
    FaultKind.NO_STEPS: _("Line %(detail)s is no step. Write it like: LIMPIEZA; +30; es: Con cita"),
    FaultKind.TOO_MANY_STEPS: _("At most %(detail)s steps."),
    FaultKind.UNKNOWN_PROCEDURE: _("Your clinic has no procedure with the code %(detail)s."),
    FaultKind.UNWRITABLE: _("This cell holds a sign that cannot be kept. Write it anew."),
}
_ALPHABET = 26


def sentence(fault: Fault) -> str:
    """What is wrong, in the visitor's language."""
    if fault.kind is FaultKind.UNREADABLE:
        return fault.detail
    if fault.kind is FaultKind.UNKNOWN_CODE:
        return _unknown_code(fault.detail)
    said = str(_SENTENCES[fault.kind])
    return said % {"detail": fault.detail} if "%(detail)s" in said else said


def letters(column: int) -> str:
    """A column as a spreadsheet calls it: 1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, _ALPHABET)
        found = chr(ord("A") + rest) + found
    return found


def head(code: str, language: str) -> str:
    """A column's name for the visitor."""
    return HEADS.get(code, {}).get(language, code)


def as_csv(found: CatalogImport, language: str) -> bytes:
    """The faults as a table, for those who correct the file beside it."""
    rows: list[list[Cell]] = [[gettext("Row"), gettext("Column"), gettext("In the file"), gettext("What is wrong")]]
    for fault in found.faults:
        column = f"{letters(fault.column)} {fault.head}".strip()
        rows.append([fault.row or "", column, fault.text, sentence(fault)])
    return csv_content(rows, language)


def _unknown_code(system: str) -> str:
    if system:
        return gettext("There is no term with this code in %(system)s.", system=system)
    return gettext("There is no term with this code. To add it to your clinic's own, write “own” as its code system.")
