"""What the portal needs around it: a folder to write in, the libraries of WeasyPrint, Redis."""

import importlib
import tempfile
from collections.abc import Iterator
from urllib.parse import urlsplit

from redis import Redis
from redis.exceptions import RedisError

from clinic_portal.cli.doctor.finding import Finding, broken
from clinic_portal.foundation.settings import Settings


def home(settings: Settings) -> Iterator[Finding]:
    """Whether files can be kept."""
    folder = settings.clinic_portal_home
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        yield broken(f"CLINIC_PORTAL_HOME ({folder}) cannot be written to: {error.strerror}.")


def weasyprint(_settings: Settings) -> Iterator[Finding]:
    """Whether PDFs can be made: the package loads libraries of the system."""
    try:
        importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        yield broken(
            "WeasyPrint's libraries are missing, so no PDF can be made"
            f" ({str(error).splitlines()[0]}). On Debian:"
            " apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        )


def redis(settings: Settings) -> Iterator[Finding]:
    """Whether the cache and the queues answer."""
    if not settings.redis_url:
        yield broken("REDIS_URL is not set: without queues no message leaves and nothing runs in the background.")
        return
    place = urlsplit(settings.redis_url)
    try:
        Redis.from_url(settings.redis_url, socket_connect_timeout=2, socket_timeout=2).ping()
    except (RedisError, OSError) as error:
        yield broken(
            f"Redis does not answer at {place.hostname}:{place.port or 6379} ({type(error).__name__})."
            " Pages still work, slower; messages wait until it is back."
        )
