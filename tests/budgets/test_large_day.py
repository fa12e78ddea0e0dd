"""A day of forty practitioners and six hundred appointments: no more statements, and few bytes for each row."""

import gzip

import pytest

from tests.budgets.counting import counting, forget_parts
from tests.stand.cast import RECEPTIONIST, House
from tests.stand.crowd import DAY, EACH, PRACTITIONERS, ROWS, make_crowd
from tests.stand.servers import Addresses

MOST_PER_ROW = 60
"""Bytes on the wire that an appointment may cost beyond the page of an empty day."""
ADDRESS = f"/c/norte/agenda?day={DAY}"


@pytest.fixture
def crowd(within, norte: House, addresses: Addresses, process_number: int) -> list[int]:
    database = addresses.admin.rsplit("/", 1)[0] + f"/test_{process_number}"
    return make_crowd(lambda: within(norte), norte, database)


def test_it_is_one_statement_one_command_and_few_bytes_a_row(browser_of, crowd, monkeypatch) -> None:
    browser = browser_of(RECEPTIONIST)
    headers = {"Accept-Encoding": "gzip"}
    empty = len(browser.get(f"/c/norte/agenda?day={DAY.replace(day=4)}", headers=headers).data)
    browser.get(ADDRESS, headers=headers)
    forget_parts(browser.application)
    with counting(monkeypatch) as counts:
        answer = browser.get(ADDRESS, headers=headers)
    page = gzip.decompress(answer.data).decode()
    assert page.count("<article ") == ROWS
    assert page.count('<section class="column') == PRACTITIONERS
    assert len(counts.statements) == 1
    assert counts.commands == ["MGET"]
    assert len(answer.data) - empty <= MOST_PER_ROW * ROWS


def test_a_part_of_it_costs_a_part(browser_of, crowd, norte) -> None:
    browser = browser_of(RECEPTIONIST)
    only = ".".join(map(str, norte.practitioners))
    page = browser.get(f"{ADDRESS}&by=practitioner&branch={norte.branch}&only={only}").text
    assert page.count("<article ") == EACH * len(norte.practitioners)
