"""Official lists become terms as a mapping says, and what is wrong in them is named by row and column."""

import io

import openpyxl
import pytest
from pydantic import ValidationError

from clinic_portal.cli.mappings import Faulty, Mapping, get_mapping, names, read_terms
from clinic_portal.cli.mappings.headings import ColumnsMissing
from clinic_portal.cli.mappings.mapping import BadMapping
from clinic_portal.cli.mappings.steps import STEPS
from clinic_portal.contracts.catalogs import MedicationFacts
from clinic_portal.foundation.tables import UnreadableTable

MEXICO = """CONSECUTIVO,LETRA,CATALOG_KEY,NOMBRE,LSEX
1,A,Q010,"INVENTADA, UNO",NO
2,A,Q01X,INVENTADA DOS,NO
"""
PLANTS = {
    "kind": "medications",
    "code_system": "made-up",
    "label": "Hojas",
    "table": {"header": 2},
    "columns": {
        "code": {"column": "Clave", "apply": ["upper"]},
        "names.es": "Nombre",
        "names.en": ["Name", "English name"],
        "synonyms": {"column": "Otros", "separator": "/"},
        "facts.form": {"column": "Forma", "apply": ["slug"]},
        "facts.ingredients": {"column": "Sustancias", "separator": "+", "apply": ["slug"]},
    },
    "constants": {"facts.classes": ["herbal"]},
    "where": {"Estado": ["Autorizado", "SÍ"]},
}
HEAD = "Hojas autorizadas\nClave;Nombre;English name;Otros;Forma;Sustancias;Estado\n"


def spreadsheet(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(kept := io.BytesIO())
    return kept.getvalue()


def plants(*lines: str, **changes: object):
    mapping = Mapping.model_validate(PLANTS | changes)
    return read_terms(mapping, (HEAD + "\n".join(lines)).encode())


def faults(*lines: str) -> list[str]:
    with pytest.raises(Faulty) as told:
        plants(*lines)
    return str(told.value.message).splitlines()


def test_spains_table_is_read_without_what_no_patient_has():
    head = ("Código", "Descripción", "Nodo_Final", "Manifestación")
    rows = (head, ("Q00-Q99", "Capítulo inventado", "No"), ("q01.0", " Inventada  uno ", "Sí"), ("Q02", "Dos", "SI"))
    terms = read_terms(get_mapping("cie-10-es-spain"), spreadsheet(*rows))
    assert [(term.code, term.names) for term in terms] == [("Q01.0", {"es": "Inventada uno"}), ("Q02", {"es": "Dos"})]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_mexicos_catalogue_is_read_with_dots(encoding):
    terms = read_terms(get_mapping("cie-10-mexico"), MEXICO.replace("UNO", "ÑÚMERO UNO").encode(encoding))
    assert [term.code for term in terms] == ["Q01.0", "Q01.X"]
    assert terms[0].names == {"es": "INVENTADA, ÑÚMERO UNO"}


def test_columns_constants_and_rows_are_as_the_mapping_says():
    (term,) = plants("x1;Hoja;Leaf;Verde/ Planta /;Infusión  simple;Hoja seca+Raíz;sí", "x2;No;;;;;Anulado")
    assert (term.code, term.names, term.synonyms) == ("X1", {"es": "Hoja", "en": "Leaf"}, ("Verde", "Planta"))
    facts = MedicationFacts(ingredients=("hoja-seca", "raiz"), classes=("herbal",), form="infusion-simple")
    assert term.facts == facts


def test_what_a_list_does_not_say_is_left_open():
    (term,) = plants("x1;Hoja;;;;;SI")
    assert (term.names, term.synonyms, term.facts) == ({"es": "Hoja"}, (), MedicationFacts(classes=("herbal",)))
    assert Mapping.model_validate(PLANTS).fields == (
        *("facts.classes", "facts.form", "facts.ingredients", "names.en", "names.es", "synonyms"),
    )


def test_each_fault_is_named_by_row_and_column():
    assert faults(";Sin clave;;;;;SI", "x1;;;;;;SI", "x2;A;;;;;SI", "X2;B;;;;;SI", f"{'x' * 61};C;;;;;SI") == [
        "row 3, column 1 (Clave): no code",
        "row 4, column 2 (Nombre): no name",
        "row 6, column 1 (Clave): the code X2 stands already in row 5",
        "row 7, column 1 (Clave): String should have at most 60 characters",
    ]
    assert faults(f"x1;A;;;{'x' * 90};;SI")[0].startswith("row 3, column 5 (Forma): String should match pattern")


def test_a_list_of_faults_is_cut():
    named = faults(*(f";Sin clave {n};;;;;SI" for n in range(25)))
    assert (len(named), named[-1]) == (21, "and 5 more")


def test_a_list_without_a_row_that_counts_is_no_edition():
    assert faults("x1;A;;;;;Anulado") == ["row 2, all columns: no row below these headings counts"]


def test_missing_columns_are_named_with_those_that_are_there():
    with pytest.raises(ColumnsMissing) as told:
        read_terms(get_mapping("cie-10-mexico"), b"CLAVE,TEXTO\nQ01,A\n")
    assert str(told.value.message) == "row 1 has no column CATALOG_KEY, NOMBRE; it has CLAVE, TEXTO"


def test_a_file_of_another_kind_or_encoding_is_refused():
    with pytest.raises(UnreadableTable):
        read_terms(get_mapping("cie-10-es-spain"), MEXICO.encode())
    with pytest.raises(UnreadableTable):
        read_terms(get_mapping("cie-10-mexico"), MEXICO.replace("UNO", "CÃ³lera").encode())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"columns": {"code": "Clave"}}, "name"),
        ({"columns": {"code": {"column": "Clave", "apply": ["rot13"]}, "names.es": "Nombre"}}, "apply"),
        ({"kind": "plants"}, "kind"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_mapping_that_is_none_says_why(wrong, said):
    with pytest.raises(ValidationError, match=said):
        Mapping.model_validate(PLANTS | wrong)


def test_a_mapping_is_found_by_name_or_by_file(tmp_path):
    assert {"cie", "cie-10-es-spain", "cie-10-mexico"} <= set(names())
    own = tmp_path / "own.toml"
    own.write_text('kind = "diseases"\ncode_system = "x"\nlabel = "X"\n[columns]\ncode = "a"\n"names.es" = "b"\n')
    assert get_mapping(str(own)).columns["code"].column == ("a",)
    own.write_text(own.read_text() + '"facts.form" = "c"\n"name.es" = "d"\n')
    for path, said in ((own, "facts.form, name.es"), (tmp_path / "none.toml", "cie-10-mexico")):
        with pytest.raises(BadMapping) as told:
            get_mapping(str(path))
        assert said in str(told.value.message)
    own.write_text("kind =")
    with pytest.raises(BadMapping):
        get_mapping(str(own))


@pytest.mark.parametrize("name", names())
def test_every_mapping_that_comes_with_the_portal_is_one(name):
    mapping = get_mapping(name)
    assert mapping.unknown_fields() == []
    assert {step for column in mapping.columns.values() for step in column.apply} <= set(STEPS)


@pytest.mark.parametrize(
    ("step", "given", "gives"),
    [
        ("strip", "  a \n b ", "a b"),
        ("icd-10-dot", "J459", "J45.9"),
        ("icd-10-dot", "J45.9", "J45.9"),
        ("icd-10-dot", "J45", "J45"),
        ("decimal-comma", "1.234,50", "1234.50"),
        ("slug", "Cápsula dura", "capsula-dura"),
        ("lower", "A", "a"),
    ],
)
def test_the_transformations(step, given, gives):
    assert STEPS[step](given) == gives
