"""Relay and beat in one process, as the demo and small installations run them."""

import signal
from threading import Event as Flag, Thread
from types import FrameType

from clinic_portal.app import create_app
from workers.beat import Beat
from workers.relay import Relay


def main() -> None:
    """Run both until SIGTERM or SIGINT."""
    app, stop = create_app(), Flag()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    beat = Thread(target=Beat(app, stop).run, name="beat")
    beat.start()
    Relay(app.config["SETTINGS"], stop).run()
    beat.join()


if __name__ == "__main__":
    main()
