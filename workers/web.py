"""The web server: granian with the portal's modules at hand before it forks, so that its workers share their memory.

`python -m workers.web` takes granian's own words.
"""

import gc
from importlib import import_module

from granian.cli import entrypoint

from clinic_portal.wiring import warm


def main() -> None:
    # The application itself is made in each worker, which has threads and connections of its own.
    import_module("clinic_portal.app")
    warm()
    gc.collect()
    # What is frozen no collection looks at, and what nobody looks at is not copied.
    gc.freeze()
    entrypoint()  # type: ignore[no-untyped-call]  # granian's own


if __name__ == "__main__":
    main()
