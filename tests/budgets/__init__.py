"""What a request may cost, counted instead of timed: statements, commands, buffers, bytes."""
