"""What the portal tells about itself: log lines, metrics and traces."""
