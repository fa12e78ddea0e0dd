"""Free times of many at once: what is taken read in one flight, and the times between found minute by minute."""
