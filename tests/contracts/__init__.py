"""What the doors promise, held against what they promised before."""
