"""What catalogs read: the view of a clinic's people, the grid of its admin, and the shared catalog."""
