"""Why a portal cannot stand up."""


class StandRefused(RuntimeError):
    """One sentence for the person who started it: what is wrong, and what to do."""
