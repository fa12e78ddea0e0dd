"""The addresses that people have in their bookmarks: none dies, and none comes, unnoticed."""

from pathlib import Path

from flask import Flask

from tests.stand.walk import routes

KEPT = Path(__file__).with_name("addresses.txt")
PROMISED = {
    "GET /login",
    "POST /login",
    "GET /c/<clinic>/agenda",
    "GET /c/<clinic>/patients",
    "GET /c/<clinic>/catalogs/<kind>",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
}
"""What the product's readers were told; not even a reviewed change of the list may drop these."""


def test_addresses_are_the_kept_ones(process_app: Flask) -> None:
    """After a change that is meant, write the new line into addresses.txt; an old one stays and redirects."""
    assert sorted(route.name for route in routes(process_app)) == KEPT.read_text().splitlines()


def test_promised_addresses_are_among_them() -> None:
    assert set(KEPT.read_text().splitlines()) >= PROMISED


def test_addresses_are_nouns_in_lower_case(process_app: Flask) -> None:
    """A file to take away has its ending."""
    rules = [route.rule.rule.removesuffix(".csv").removesuffix(".xlsx") for route in routes(process_app)]
    words = {word for rule in rules for word in rule.split("/") if word and "<" not in word}
    assert {word for word in words if not word.replace("-", "").isalpha() or not word.islower()} == set()
