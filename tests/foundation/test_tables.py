"""Tables that people bring: recognised however they were saved, or refused with a sentence that names the place."""

import io
import zipfile
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given, strategies as st

from clinic_portal.foundation.tables import Format, Limits, Row, Shape, UnreadableTable, read_table

ROWS = [("code", "name"), ("A00", "Cólera; año"), ("B01", 'Niño, "así"\notra línea'), ("Ñ", "Última, é")]


def written(separator: str, encoding: str, end: str = "\r\n") -> bytes:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if set(text) & set(';,"\n\t|') else text

    return "".join(separator.join(map(cell, row)) + end for row in ROWS).encode(encoding)


def workbook(rows, title="Hoja", **others: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name, more in others.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    book.save(kept := io.BytesIO())
    return kept.getvalue()


def cells(content: bytes, *known) -> list[tuple[str, ...]]:
    return [row.cells for row in read_table(content, *known).rows]


def refusal(content: bytes, *known) -> UnreadableTable:
    with pytest.raises(UnreadableTable) as told:
        cells(content, *known)
    return told.value


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850", "mac_roman"]
)
def test_text_is_recognised_however_it_was_saved(separator, encoding):
    table = read_table(written(separator, encoding))
    assert [row.cells for row in table.rows] == ROWS
    assert (table.format, table.separator) == (Format.CSV, separator)


def test_rows_count_as_a_spreadsheet_counts_them():
    assert [row.number for row in read_table(b"a;b\n\n1;2\n;;\n3;4\n").rows] == [1, 3, 5]
    assert next(iter(read_table(b"sep=|\na|b\n").rows)) == Row(2, ("a", "b"), width=2)


def test_commas_within_names_separate_nothing():
    text = "code\tname\n" + "".join(f"A{n:02}\tAsma, tipo {n}\n" for n in range(100))
    assert cells(text.encode())[1] == ("A00", "Asma, tipo 0")


def test_what_separates_two_ways_is_not_guessed():
    assert "separates" in str(refusal(b"a;b,c\nd;e,f\n").message)
    assert cells(b"a;b,c\nd;e,f\n", Shape(separator=";")) == [("a", "b,c"), ("d", "e,f")]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("code;name\nA00;Cólera\nB00;Año\nC;".encode() + b"a\xf1o;x\n", (4, 2)),
        ("code;name\nA00;CÃ³lera\n".encode(), (2, 2)),
        (b"code;name\nA00;C\xef\xbf\xbdlera\n", (2, 2)),
        (b"code;name\nA00;\x00\n", (2, 2)),
        (b'code;name\nA00;"a\n', (2, 1)),
    ],
)
def test_what_cannot_be_read_names_its_place(content, place):
    refused = refusal(content)
    assert (refused.row, refused.column) == place
    assert f"Row {place[0]}, column {place[1]}" in str(refused.message)


def test_a_told_encoding_that_is_another_one_is_found_out():
    assert refusal("a;b\nx;é\n".encode("cp1252"), Shape(encoding="utf-8")).row == 2
    assert refusal("a;b\nx;é\n".encode(), Shape(encoding="latin-1")).row == 2
    assert "klingon" in str(refusal(b"a;b", Shape(encoding="klingon")).message)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b" \n", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0rest", "old or protected"),
        (b"PK\x03\x04rest", "cannot be read"),
        (workbook(ROWS)[:-400] + bytes(400), "cannot be read"),
    ],
)
def test_other_files_are_told_by_what_they_are(content, said):
    assert said in str(refusal(content).message)


def test_a_spreadsheet_shows_its_values():
    content = workbook([("code", "n"), (250, 1.0), ("J45", 2.5), (None, None), ("x", True)], Otra=[["y"]])
    assert [row[:2] for row in read_table(content).rows] == [
        (1, ("code", "n")), (2, ("250", "1")), (3, ("J45", "2.5")), (5, ("x", "TRUE"))
    ]  # fmt: skip
    assert cells(content, Shape(sheet="Otra")) == [("y",)]
    assert "Falta" in str(refusal(content, Shape(sheet="Falta")).message)
    assert "csv" in str(refusal(content, Shape(format=Format.CSV)).message)


def packed(**parts: str) -> bytes:
    """A spreadsheet with parts of it replaced or added."""
    with (
        zipfile.ZipFile(io.BytesIO(workbook(ROWS))) as old,
        zipfile.ZipFile(kept := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.get(name) or old.read(name))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return kept.getvalue()


def test_bombs_and_forgeries_are_refused_before_they_unfold():
    bomb = packed(**{"xl/media/a.bin": "0" * (2**20)})
    assert "MB" in str(refusal(bomb, Shape(), Limits(unpacked=2**20)).message)
    entities = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    assert "damaged" in str(refusal(packed(**{"xl/workbook.xml": entities})).message)
    no_book = io.BytesIO()
    with zipfile.ZipFile(no_book, "w") as made:
        made.writestr("content.xml", "<x/>")
    assert ".xlsx" in str(refusal(no_book.getvalue()).message)


@pytest.mark.parametrize("content", [b"a;b\n1;2\n3;4\n5;6\n", workbook([("a", "b"), (1, 2), (3, 4), (5, 6)])])
@pytest.mark.parametrize(("limits", "place"), [(Limits(rows=3), (4, 1)), (Limits(columns=1), (1, 2))])
def test_more_than_the_limits_is_refused(content, limits, place):
    refused = refusal(content, Shape(), limits)
    assert (refused.row, refused.column) == place


def test_a_cell_and_a_file_have_their_sizes():
    assert refusal(b"a;b\n1;" + b"x" * 40 + b"\n", Shape(), Limits(cell=30)).column == 2
    assert "larger" in str(refusal(b"a" * 2000, Shape(), Limits(size=1000)).message)


BOOK = workbook(ROWS)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_refusal(content):
    with suppress(UnreadableTable):
        assert all(isinstance(cell, str) for row in cells(content) for cell in row)


@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_damaged_spreadsheet_is_a_table_or_a_refusal(spots):
    damaged = bytearray(BOOK)
    for place, byte in spots:
        damaged[place] = byte
    with suppress(UnreadableTable):
        assert all(isinstance(cell, str) for row in cells(bytes(damaged)) for cell in row)
