"""What the code may not hold: imports inside functions, and files that grow out of sight."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import python_files, relative

VAGUE = {"utils", "helpers", "common", "base", "manager", "misc"}
MOST_LINES = 300


def hidden_imports(source: str) -> Iterator[int]:
    """Lines of imports that stand inside a function."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from (one.lineno for one in ast.walk(node) if isinstance(one, ast.Import | ast.ImportFrom))


def test_no_import_hides_in_a_function() -> None:
    found = [f"{relative(path)}:{line}" for path in python_files() for line in hidden_imports(path.read_text())]
    assert found == []


def test_a_hidden_import_is_found() -> None:
    assert list(hidden_imports("def late():\n    import os\n")) == [2]


def house_files() -> list[Path]:
    return [path for path in python_files() if path.suffix == ".py"]


def test_no_file_outgrows_its_reader() -> None:
    lines = {relative(path): len(path.read_text().splitlines()) for path in house_files()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_no_module_has_a_vague_name() -> None:
    assert [relative(path) for path in house_files() if path.stem in VAGUE or path.parent.name in VAGUE] == []


def test_every_module_says_what_it_is_for() -> None:
    sources = {relative(path): path.read_text() for path in house_files()}
    assert [
        name for name, source in sources.items() if source.strip() and not ast.get_docstring(ast.parse(source))
    ] == []
