"""What identity decides alone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from clinic_portal.contexts.identity import rules
from clinic_portal.foundation.throttle import Allowance, take

EMAIL = "recepcion@norte.example"
HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize("password", ["una frase para pruebas", "ñandú-azul-42x", "😀abc-defghijkl", "x" * 11 + "yzw"])
def test_a_long_uncommon_password_is_good(password: str) -> None:
    assert not rules.is_weak(password, EMAIL, demo=False)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "corta12345.",
        "123456789012",
        "Contraseña 1234",
        "CONTRASEÑA1234",
        "aaaaaaaaaaaa",
        "abababababab",
        "correct horse battery staple",
        EMAIL,
        EMAIL.upper(),
        "x9!" * 80,
    ],
)
def test_a_short_common_or_own_password_is_weak(password: str) -> None:
    assert rules.is_weak(password, EMAIL, demo=False)


@pytest.mark.parametrize("password", ["clinica-demo", "Clinica-Demo", "ｃlinica-demo"])
def test_the_demo_password_is_good_in_a_demo_only(password: str) -> None:
    assert rules.is_weak(password, EMAIL, demo=False)
    assert not rules.is_weak(password, EMAIL, demo=True)


@pytest.mark.parametrize(
    ("opened", "seen", "over"),
    [
        (timedelta(0), timedelta(0), False),
        (HOUR, timedelta(minutes=59), False),
        (HOUR, HOUR, True),
        (timedelta(days=14), timedelta(0), True),
        (timedelta(days=13, hours=23), timedelta(0), False),
    ],
)
def test_a_session_is_over_when_idle_or_old(opened: timedelta, seen: timedelta, over: bool) -> None:
    assert rules.is_over(NOON - opened, NOON - seen, NOON, idle=HOUR, absolute=timedelta(days=14)) is over


def test_an_email_has_one_spelling() -> None:
    assert rules.normal_email("  Recepcion@NORTE.example ") == EMAIL


@given(st.lists(st.integers(0, 30_000), max_size=60))
def test_no_series_of_tries_beats_its_allowance(pauses: list[int]) -> None:
    allowance = Allowance("test", burst=5, every=10_000)
    moment, meter, granted = 1_000_000, 0, []
    for pause in pauses:
        moment += pause
        after = take(meter, moment, allowance)
        if after is not None:
            meter = after
            granted.append(moment)
    for start in granted:
        within = sum(start <= one < start + 60_000 for one in granted)
        assert within <= allowance.burst + 60_000 // allowance.every


def test_after_the_burst_one_more_is_free_every_while() -> None:
    allowance, meter, moment = Allowance("test", burst=3, every=1000), 0, 50_000
    for _try in range(3):
        meter = take(meter, moment, allowance) or pytest.fail("the burst is free")
    assert take(meter, moment, allowance) is None
    assert take(meter, moment + 999, allowance) is None
    assert take(meter, moment + 1000, allowance) is not None
