"""The processes beside the web: relay, beat, and the workers with their jobs."""
