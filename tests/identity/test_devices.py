"""A browser's long name, said shortly."""

import pytest

from clinic_portal.blueprints.identity.devices import device_name, is_small


@pytest.mark.parametrize(
    ("agent", "name", "small"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
            "Chrome, Windows",
            False,
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge, Windows",
            False,
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux", False),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
            "Safari, iPhone",
            True,
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
            "Chrome, Android",
            True,
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18.0 Safari/605.1.15", "Safari, Mac", False),
        ("curl/8.9", "", False),
        ("", "", False),
    ],
)
def test_a_browser_is_named_as_a_person_would(agent: str, name: str, small: bool) -> None:
    assert device_name(agent) == name
    assert is_small(agent) is small
