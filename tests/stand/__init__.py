"""What the tests stand on: real servers, a database template with the cast, a portal per test process."""
