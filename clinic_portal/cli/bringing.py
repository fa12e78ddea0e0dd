"""A list becomes an edition: read by its mapping, staged in parts and applied, with a bar for each long step."""

import hashlib
from collections.abc import Sequence
from itertools import islice
from typing import Any

import click

from clinic_portal.cli.mappings import Mapping
from clinic_portal.contracts.catalogs import (
    ApplyEdition,
    CatalogsContract,
    Edition,
    ImportTerm,
    StageEdition,
    StageTerms,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.progress import Tell, watching

PART = 1000
"""Terms sent at once: well below what a far door takes in one call."""


def announced(mapping: Mapping, source: str, content: bytes, rows: int, **others: object) -> StageEdition:
    """The same file read with the same mapping is the same edition."""
    read_with = mapping.model_dump_json(exclude={"label"}).encode()
    known = {
        "kind": mapping.kind,
        "code_system": mapping.code_system,
        "label": mapping.label,
        "source": source,
        "sha256": hashlib.sha256(content + read_with).hexdigest(),
        "rows": rows,
        "fields": mapping.fields,
    }
    return StageEdition.model_validate(known | others)


def stage(command: StageEdition, terms: Sequence[ImportTerm]) -> Edition:
    """Staged to its end; what was staged before is not sent again."""
    door = find(CatalogsContract)
    edition = door.stage_edition(command)
    if edition.is_whole:
        return edition
    with click.progressbar(length=len(terms), label="staging") as bar:
        rest = iter(terms)
        while part := tuple(islice(rest, PART)):
            edition = door.stage_terms(StageTerms(edition_id=edition.id, terms=part))
            bar.update(len(part))
    return edition


def carry_out(edition: Edition, retiring: int = 0) -> Edition:
    """Applied to its end."""
    with click.progressbar(length=edition.to_apply, label="applying") as bar, watching(_moving(bar)):
        return find(CatalogsContract).apply_edition(ApplyEdition(edition_id=edition.id, retiring=retiring))


def _moving(bar: Any) -> Tell:
    def move(done: int, _whole: int) -> None:
        bar.update(done - bar.pos)

    return move
