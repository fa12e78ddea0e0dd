"""A worker: one long-lived process over all queues, or over those that its arguments name."""

import sys
import time

import structlog
from flask import Flask
from redis import Redis
from redis.exceptions import RedisError
from rq import SimpleWorker
from rq.serializers import JSONSerializer
from rq.worker import DequeueStrategy

from clinic_portal.app import create_app
from clinic_portal.foundation.events.subscriptions import QUEUES
from clinic_portal.foundation.queue import connect, queue
from workers import jobs

log = structlog.get_logger("worker")
IN_TURN = DequeueStrategy.ROUND_ROBIN
"""No queue waits until another is empty: a pile of events holds up no message."""
ROUND = (*QUEUES, "sms", "email")
"""Messages have two turns of it: their jobs carry one, those of events several."""


def main(names: list[str]) -> None:
    """Work until SIGTERM or SIGINT; when Redis goes away, wait for it."""
    work_with(create_app(), names)


def work_with(app: Flask, names: list[str]) -> None:
    """The same with an application that was made already."""
    jobs.serve_with(app)
    connection = connect(app.config["SETTINGS"].redis_url)
    while not _worked(names or list(ROUND), connection):
        time.sleep(1)


def _worked(names: list[str], connection: Redis) -> bool:
    """Whether the worker was asked to stop; False when Redis went away."""
    try:
        SimpleWorker(
            [queue(name, connection) for name in names],
            connection=connection,
            serializer=JSONSerializer,
            job_monitoring_interval=5,
            worker_ttl=30,
            log_job_description=False,
        ).work(logging_level="WARNING", dequeue_strategy=IN_TURN)
    except (RedisError, OSError) as error:
        log.warning("redis_gone", error=type(error).__name__)
        return False
    return True


if __name__ == "__main__":
    main(sys.argv[1:])
