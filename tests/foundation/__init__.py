"""The parts that all rooms stand on."""
