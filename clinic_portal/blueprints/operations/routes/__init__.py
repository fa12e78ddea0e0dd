"""Views for operators, one file a resource."""
