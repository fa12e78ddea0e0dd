"""The order in which a worker takes jobs where several queues have a pile."""

from flask import Flask
from rq import SimpleWorker
from rq.queue import Queue
from rq.serializers import JSONSerializer

from clinic_portal.foundation.events.subscriptions import QUEUES
from clinic_portal.foundation.queue import queue
from clinic_portal.foundation.redis_client import client
from workers.worker import IN_TURN, ROUND

taken: list[str] = []


def take(name: str) -> None:
    """A job that notes in which queue it stood."""
    taken.append(name)


def test_messages_have_two_turns_beside_events_and_nobody_is_left_out(bare: Flask) -> None:
    taken.clear()
    link = client()
    for name in QUEUES:
        queue(name, link).enqueue_many([Queue.prepare_data(f"{__name__}.take", (name,))] * 6)
    worker = SimpleWorker([queue(name, link) for name in ROUND], connection=link, serializer=JSONSerializer)
    worker.work(burst=True, max_jobs=16, dequeue_strategy=IN_TURN, logging_level="WARNING")
    assert {name: taken.count(name) for name in QUEUES} == {
        "events": 2,
        "long": 2,
        "sms": 4,
        "email": 4,
        "pdf": 2,
        "alerts": 2,
    }
