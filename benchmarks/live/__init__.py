"""Two ways to keep two thousand open pages true, measured beside each other: asking again and again, and a stream."""
