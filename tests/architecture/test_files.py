"""What stands in the repository: vendored files as their makers wrote them, no machine's path, no unknown host."""

import hashlib
import re
from pathlib import Path

from tests.architecture.tree import ROOT, relative, text_files, tracked

VENDOR = ROOT / "static" / "vendor"
HOSTS = {
    "127.0.0.1",
    "localhost",
    "github.com",  # where a vendored file or a library comes from
    "scripts.sil.org",  # the font licence
    "schemas.openxmlformats.org",  # names of XML vocabularies
    "www.w3.org",
}
URL = re.compile(r"https?://(?:[\w.%~-]*:?[^\s/@\"'`]*@)?([A-Za-z0-9.-]+)")
MACHINE = re.compile(r"/home/\w+|/root/\w+|/tmp/\w+/\w+|/work/\w+|/Users/\w+")


def sums() -> dict[str, str]:
    lines = (VENDOR / "SHA256SUMS").read_text().split("\n")
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines if line)}


def test_vendored_files_are_untouched_and_all_listed() -> None:
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in tracked()
        if VENDOR in path.parents and path.name != "SHA256SUMS"
    }
    assert found == sums()


def test_every_vendored_package_brings_its_licence() -> None:
    assert [folder.name for folder in VENDOR.iterdir() if folder.is_dir() and not (folder / "LICENSE").exists()] == []


def unknown_hosts(text: str) -> list[str]:
    return [host for host in URL.findall(text) if host not in HOSTS and not host.endswith(".example") and "." in host]


def test_no_file_names_an_unknown_host() -> None:
    found = {relative(path): hosts for path in text_files() if (hosts := unknown_hosts(path.read_text()))}
    assert found == {}


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    ours = Path(__file__)
    assert {relative(path) for path in text_files() if path != ours and MACHINE.search(path.read_text())} == set()


def test_nothing_that_belongs_to_a_run_is_kept() -> None:
    forbidden = {".db", ".log", ".mo", ".pyc", ".sqlite", ".whl"}
    assert [relative(path) for path in tracked() if path.suffix in forbidden] == []
