"""What is written as a table is read again as it was, and no cell of it is a formula."""

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, strategies as some

from clinic_portal.foundation.tables import csv_content, guarded, read_table, unguarded, xlsx_content

HEADS = ("Código", "Año")
LOST = "\x00\ufffdÃ"
"""No text holds the first; the others are what a reader takes for letters that were lost before."""
TEXTS = some.text(some.characters(exclude_characters=LOST, exclude_categories=["Cs"]), max_size=30).filter(
    lambda text: not text or text.strip()
)
ODD = (
    "=1+1",
    "+34",
    "-5",
    "@a",
    "'=x",
    "''",
    '"',
    ";",
    "a\r\nb",
    "\ttab",
    "_x000D_",
    "\x01",
    "\u202eRTL",
    "👩‍⚕️",
    "＝1",
)


def written(form: str, rows: list[tuple[str, ...]]) -> bytes:
    return xlsx_content(rows, "Hoja") if form == "xlsx" else csv_content(rows, form)


def read(content: bytes) -> list[list[str]]:
    """The rows below the head, as wide as it."""
    _, *rows = read_table(content).rows
    return [[unguarded(cell) for cell in (*row.cells, "", "")[:2]] for row in rows]


@pytest.mark.parametrize("form", ["es", "en", "xlsx"])
@pytest.mark.parametrize("odd", ODD)
def test_odd_texts_come_back(form: str, odd: str) -> None:
    assert read(written(form, [HEADS, ("A1", odd), (odd, "x")])) == [["A1", odd], [odd, "x"]]


@pytest.mark.parametrize("form", ["es", "en", "xlsx"])
@given(rows=some.lists(some.tuples(some.just("A"), TEXTS), max_size=5))
def test_any_text_comes_back(form: str, rows: list[tuple[str, ...]]) -> None:
    assert read(written(form, [HEADS, *rows])) == [list(row) for row in rows]


@given(TEXTS)
def test_the_guard_is_taken_off_as_it_was_put_on(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@"))


def test_a_text_that_no_export_wrote_keeps_its_apostrophe() -> None:
    assert unguarded("'s Avonds") == "'s Avonds"


def test_a_spreadsheet_has_text_where_text_is_meant_and_numbers_where_numbers_are() -> None:
    content = xlsx_content([HEADS, ("0012", Decimal("45.50")), ("=1+1", 30)], "Precios: 2026")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet.title == "Precios  2026"
    assert [(cell.value, cell.data_type) for row in sheet.iter_rows(min_row=2) for cell in row] == [
        ("0012", "s"),
        (45.5, "n"),
        ("'=1+1", "s"),
        (30, "n"),
    ]


def test_a_csv_is_cut_and_counts_as_its_language_does() -> None:
    rows = [HEADS, ("A", Decimal("45.50"))]
    assert csv_content(rows, "es") == "\ufeffCódigo;Año\r\nA;45,50\r\n".encode()
    assert csv_content(rows, "en") == "\ufeffCódigo,Año\r\nA,45.50\r\n".encode()
