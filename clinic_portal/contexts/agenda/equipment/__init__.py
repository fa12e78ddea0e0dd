"""Equipment of the branches and the places of rooms."""
