"""Views of notifications, one file a resource."""
