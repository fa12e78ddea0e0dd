"""The commands a developer and a visitor start: servers, roles, the stand, the checks, a new room."""
