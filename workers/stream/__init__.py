"""The stream: a process that tells open views that something of theirs has changed, and nothing else."""
