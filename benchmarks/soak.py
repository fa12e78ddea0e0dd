"""`./dev soak`: long storms, each with another seed; ends with 1 if a ledger is not whole."""

import argparse
import sys

from tests.chaos.storm import Outcome, storm


def main() -> int:
    wishes = argparse.ArgumentParser(prog="./dev soak", description=__doc__)
    wishes.add_argument("--storms", type=int, default=5)
    wishes.add_argument("--bookings", type=int, default=2000)
    wishes.add_argument("--seed", type=int, default=1)
    given = wishes.parse_args()
    broken = 0
    for seed in range(given.seed, given.seed + given.storms):
        print(f"storm {seed}: {given.bookings} bookings …", flush=True)
        outcome = storm(given.bookings, seed, pause=(0.5, 4.0), pace=0.1)
        print(f"  killed {outcome.killed}; {faults(outcome) or 'the ledger is whole'}", flush=True)
        broken += bool(faults(outcome))
    return 1 if broken else 0


def faults(outcome: Outcome) -> str:
    """What is wrong with a ledger, in words; empty when it is whole."""
    book = outcome.ledger
    wrong = {
        "refused": len(outcome.refused),
        "acknowledged but not stored": len(outcome.acknowledged - book.stored),
        "overlaps": book.overlaps,
        "undone": book.undone,
        "dead": book.dead,
        "not told": book.appointments - len(book.sent),
        "told twice": sum(count > 1 for count in book.sent.values()),
        "messages too many or few at the provider": abs(outcome.taken_by_provider - book.appointments),
    }
    return ", ".join(f"{what}: {count}" for what, count in wrong.items() if count)


if __name__ == "__main__":
    sys.exit(main())
