"""The driver's pipeline, whose statements leave together at its end instead of each in a packet of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.abc import PQGen


class _Gathered(psycopg.Pipeline):
    """Waits with what it was given: nobody needs an answer before the end of the block.

    The driver polls twice and sends once for every statement, and wakes the server each time. Should another release
    of it call its parts otherwise, this is its own pipeline again.
    """

    leaving = False

    def _exit_gen(self) -> PQGen[None]:
        self.leaving = True
        yield from super()._exit_gen()

    def _communicate_gen(self) -> PQGen[None]:
        if not self.leaving:
            return
        while self.command_queue:
            self.command_queue.popleft()()
        yield from super()._communicate_gen()


@contextmanager
def gathered(link: psycopg.Connection[tuple[object, ...]]) -> Iterator[None]:
    """A block of statements that go in one packet; the first error among them is raised at its end."""
    link._pipeline = _Gathered(link)  # noqa: SLF001  # there is no other way to give it one
    with link.pipeline():
        yield
