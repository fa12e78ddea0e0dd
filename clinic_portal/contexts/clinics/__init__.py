"""The clinics and how each is furnished: branches, rooms, practitioners, hours and feature flags."""
