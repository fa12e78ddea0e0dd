"""The work queues: RQ over Redis, carrying ids only; one queue for each kind of work."""

from collections.abc import Sequence

from redis import Redis
from rq import Queue, Retry
from rq.queue import EnqueueData
from rq.serializers import JSONSerializer

JOB = "workers.jobs.deliver"
JOB_SECONDS = 120


def connect(url: str) -> Redis:
    """A client for queues: unlike the cache's it may wait, for a worker blocks while there is nothing to do."""
    return Redis.from_url(url, socket_connect_timeout=2, socket_timeout=30, health_check_interval=15)


def queue(name: str, connection: Redis) -> Queue:
    return Queue(name, connection=connection, serializer=JSONSerializer, default_timeout=JOB_SECONDS)


def prepared(clinic_id: int, outbox_ids: Sequence[int], attempt: int) -> EnqueueData:
    """A job for `enqueue_many`; its id is the same for the same try, so it is queued once, and says how many."""
    return Queue.prepare_data(
        JOB,
        args=(clinic_id, *outbox_ids),
        job_id=f"outbox-{clinic_id}-{outbox_ids[0]}-{attempt}_{len(outbox_ids)}",
        retry=Retry(max=2, interval=1),
        result_ttl=0,
        failure_ttl=3600,
        timeout=JOB_SECONDS,
    )


def entries_in(name: str, connection: Redis) -> int:
    """Outbox entries that the waiting jobs of a queue carry."""
    numbers = (job_id.rpartition("_")[2] for job_id in queue(name, connection).get_job_ids())
    return sum(int(number) if number.isdigit() else 1 for number in numbers)
