"""Links that leave the house: screens, calendars, and appointments in their patients' hands."""
