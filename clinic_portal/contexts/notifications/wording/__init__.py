"""The sentences of every message, in the patient's language and the clinic's time zone."""
