"""What the processes of a running portal tell together."""

import time

import httpx


def test_the_metrics_of_all_processes_are_told_by_one(portal) -> None:
    for _ in range(3):
        httpx.get(f"{portal.url}/login")
    deadline = time.monotonic() + 20
    while "portal_outbox_due" not in (told := httpx.get(f"{portal.url}/metrics").text) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert 'portal_request_seconds_count{method="GET",route="/login"}' in told
    assert "portal_outbox_lag_seconds" in told
    assert 'portal_queue_depth{queue="events"}' in told
    assert 'clinic="none"' in told
