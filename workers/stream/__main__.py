"""`python -m workers.stream` listens on HOST and PORT, until SIGTERM or SIGINT."""

import asyncio
import os
import resource

from clinic_portal.foundation import settings
from clinic_portal.foundation.telemetry import logs
from workers.stream.serving import serve


def main() -> None:
    """As many streams as the system lets a process have open files."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    chosen = settings.load()
    logs.configure(chosen.log_level)
    asyncio.run(serve(chosen, os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT") or 8001)))


if __name__ == "__main__":
    main()
