"""The record of operators' deeds: whether every entry is as it was written."""

from collections.abc import Iterator

import psycopg

from clinic_portal.cli.doctor.finding import Finding, broken
from clinic_portal.foundation.database.operator import operator_link
from clinic_portal.foundation.record.look import examine
from clinic_portal.foundation.settings import Settings


def chain(settings: Settings) -> Iterator[Finding]:
    """Whether the chain of hashes holds from its first entry to its last."""
    if not settings.database_operator_url:
        return
    try:
        with operator_link(settings.database_operator_url, read_only=True) as link:
            verdict = examine(link)
    except psycopg.Error:
        return  # the checks of the database have said why
    if verdict.broken_at is not None:
        yield broken(f"The record of operators' deeds is not as it was written, from entry {verdict.broken_at} on.")
