"""Each fault of a file is named by row and column, and a file with a single one changes nothing."""

import io
import zipfile

import pytest

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import (
    AddOwnTerm,
    CatalogKind,
    CatalogsContract,
    FaultKind,
    ImportState,
    ImportTerm,
    NotReady,
    ProcedureFacts,
    UnreadableFile,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tables import xlsx_content
from clinic_portal.foundation.tenancy import inside
from tests.catalogs.examples import PROCEDURES, own, shared
from tests.catalogs.sheets import bring, counts, csv, said

KIND = CatalogKind.PROCEDURES
HEADS = "Código;Alias;Visible;Precio"


@pytest.fixture
def door(app, norte):
    with app.app_context():
        service = CatalogsService(app.config["SETTINGS"].database_operator_url)
        service.import_terms(KIND, "portal", shared(KIND))
        service.import_terms(KIND, "portal-px", PROCEDURES)
        service.import_terms(KIND, "other", (ImportTerm(code="BB", names={"es": "Otro"}, facts=ProcedureFacts()),))
        service.import_terms(CatalogKind.TREATMENT_TEMPLATES, "portal", shared(CatalogKind.TREATMENT_TEMPLATES))
        with inside(norte.id):
            yield find(CatalogsContract)


CASES = {
    "three decimals": (csv(HEADS, "AA;;;45,505"), [("decimals", 2, "Precio", "")]),
    "no amount": (csv(HEADS, "AA;;;gratis"), [("no-amount", 2, "Precio", "")]),
    "a negative amount": (csv(HEADS, "AA;;;-5"), [("no-amount", 2, "Precio", "")]),
    "no flag": (csv(HEADS, "AA;;quizá;"), [("no-flag", 2, "Visible", "")]),
    "an unknown code": (csv(HEADS, "ZZ;x;;"), [("unknown-code", 2, "Código", "")]),
    "an unknown code of a system": (
        csv("Sistema;Código;Alias", "portal;ZZ;x"),
        [("unknown-code", 2, "Código", "portal")],
    ),
    "a code of two systems": (csv(HEADS, "BB;x;;"), [("several-codes", 2, "Código", "other, portal")]),
    "a shared term without code": (csv("Sistema;Código;Alias", "portal;;x"), [("no-code", 2, "Código", "portal")]),
    "a term twice": (csv(HEADS, "AA;x;;", "CC;;;", "AA;y;;"), [("code-twice", 4, "Código", "2")]),
    "a new name twice": (
        csv("Nombre en español;Alias", "Nuevo;a", "nuevo;b"),
        [("name-twice", 3, "Nombre en español", "2")],
    ),
    "the shared name": (csv("Código;Nombre en español", "AA;Otra cosa"), [("shared-name", 2, "Nombre en español", "")]),
    "the shared fact": (csv("Código;Impuesto", "AA;general"), [("shared-fact", 2, "Impuesto", "")]),
    "no choice": (
        csv("Código;Impuesto", "AA;caro"),
        [("no-choice", 2, "Impuesto", "exento, exempt, reducido, reduced, general, standard")],
    ),
    "minutes of a day and more": (csv("Código;Minutos", "AA;1441"), [("out-of-range", 2, "Minutos", "1440")]),
    "minutes and a half": (csv("Código;Minutos", "AA;2,5"), [("no-whole", 2, "Minutos", "")]),
    "a long alias": (csv("Código;Alias", "AA;" + "x" * 301), [("too-long", 2, "Alias", "300")]),
    "no slug": (
        csv("Código;Nombre en español;Tipo de consulta", ";Nuevo;Alergología"),
        [("no-slug", 2, "Tipo de consulta", "")],
    ),
    "an unknown column": (csv("Código;Color", "AA;rojo"), [("unknown-column", 1, "Color", "")]),
    "a column twice": (csv("Código;Alias;alias", "AA;x;y"), [("column-twice", 1, "alias", "")]),
    "nothing to know a term by": (csv("Alias;Precio", "x;1"), [("no-key", 1, "", "")]),
    "a cell without column": (csv("Código;;Alias", "AA;x;y"), [("nameless-column", 2, "", "")]),
    "a cell too many": (csv("Código;Alias", "AA;x", "CC;y;z"), [("too-many-cells", 3, "", "")]),
    "a row that is cut off": (csv(HEADS, "AA;x;sí;1", "CC;y"), [("cut-off", 3, "", "2/4")]),
    "a quotation mark left open": (csv(HEADS, "AA;x;sí;1", 'CC;"y;sí;1'), [("unreadable", 3, "", None)]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_named_by_row_and_column(door, case):
    content, wanted = CASES[case]
    found = bring(door, content)
    assert [(*fault[:3], wanted[0][3] and fault[3]) for fault in said(found)] == wanted
    assert found.state is ImportState.FAULTY
    with pytest.raises(NotReady):
        door.apply_import(found.id)
    assert door.changes(KIND) == ()


def test_all_faults_are_named_at_once(door):
    found = bring(door, csv(HEADS, "AA;;quizá;1,234", "ZZ;;;", "CC;bien;sí;2", "AA;;;"))
    assert [fault[:3] for fault in said(found)] == [
        ("no-flag", 2, "Visible"),
        ("decimals", 2, "Precio"),
        ("unknown-code", 3, "Código"),
        ("code-twice", 5, "Código"),
    ]
    assert [fault.column for fault in found.faults] == [3, 4, 1, 1]


def test_only_the_first_thousand_faults_are_kept_but_all_are_counted(door):
    rows = [f";{number};quizá;x" for number in range(600)]
    found = bring(door, csv(HEADS.replace("Alias", "Nombre en español"), *rows))
    assert (len(found.faults), found.fault_count) == (1000, 1200)


def test_an_own_name_that_stands_is_not_added_again(door):
    stands = door.add_own(AddOwnTerm(idempotency_key=new_id(), kind=KIND, fields=own(KIND, "Dátil")))
    found = bring(door, csv("Código;Nombre en español", ";DATIL"))
    assert said(found) == [("name-stands", 2, "Nombre en español", stands.code)]


def test_steps_name_procedures_that_the_clinic_has(door):
    heads = "Código;Nombre en español;Pasos"
    found = bring(door, csv(heads, ';Plan;"CLEAN\nNADA; +3"'), CatalogKind.TREATMENT_TEMPLATES)
    assert said(found) == [("unknown-procedure", 2, "Pasos", "NADA")]
    found = bring(door, csv(heads, ';Plan;"CLEAN\nCHECK; mañana"'), CatalogKind.TREATMENT_TEMPLATES)
    assert said(found) == [("no-steps", 2, "Pasos", "2")]


def test_a_sign_that_cannot_be_kept_is_a_fault(door):
    content = xlsx_content([("Código", "Alias", "Co\x00lor"), ("AA", "a\x00b", "")], "x")
    assert said(bring(door, content)) == [("unknown-column", 1, "Co\ufffdlor", "")]
    content = xlsx_content([("Sistema", "Código", "Alias"), ("portal", "AA", "a\x00b"), ("own", "N\x00", "")], "x")
    assert [fault.kind for fault in bring(door, content).faults] == [FaultKind.UNWRITABLE] * 2


@pytest.mark.parametrize("content", [csv(HEADS), csv(HEADS, ";;;", "")])
def test_a_file_of_heads_only_changes_nothing(door, content):
    found = bring(door, content)
    assert (found.state, counts(found)) == (ImportState.CHECKED, (0, 0, 0, 0))
    assert not found.can_be_applied


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings_are_recognised(door, separator, encoding):
    rows = (("Código", "Alias", "Visible"), ("AA", "Ámbar ñandú", "sí"), ("CC", "Cáñamo", "no"))
    found = bring(door, "\r\n".join(separator.join(row) for row in rows).encode(encoding))
    assert counts(found) == (0, 2, 0, 0)
    assert [cell.after for cell in found.preview[0].cells] == ["Ámbar ñandú"]


def test_a_spreadsheet_under_the_name_of_a_csv_is_recognised(door):
    content = xlsx_content([("Code", "Alias"), ("AA", "x")], "x")
    assert counts(bring(door, content, name="lista.csv")) == (0, 1, 0, 0)
    assert counts(bring(door, csv("Code,Alias", "AA,x"), name="lista.xlsx")) == (0, 1, 0, 0)


def test_a_formula_is_text(door):
    found = bring(door, csv("Código;Alias", 'AA;"=HYPERLINK(""x"")"', "CC;'=1"))
    assert [row.cells[0].after for row in found.preview] == ['=HYPERLINK("x")', "=1"]


@pytest.mark.parametrize("said_so", ["1.234,50", "1,234.50", "1234.50", "1234,5", "1 234,50"])
def test_an_amount_is_read_however_it_is_written(door, said_so):
    found = bring(door, csv("Código\tPrecio", f"AA\t{said_so}"))
    assert found.preview[0].cells[0].after.replace(",", ".") in {"1234.5", "1234.50"}


def test_a_bomb_is_refused(door):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * (70 * 1024 * 1024))
    with pytest.raises(UnreadableFile):
        bring(door, out.getvalue())
