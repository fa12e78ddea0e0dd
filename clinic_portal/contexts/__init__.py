"""Eight rooms that keep their promises; none knows its neighbour."""
