"""The record of operators' deeds: append-only, in one chain of hashes, written in the deed's own transaction."""

from clinic_portal.foundation.record.chain import Entry, Json
from clinic_portal.foundation.record.keep import Doing, recorded
from clinic_portal.foundation.record.verbs import Verb, verbs

__all__ = ["Doing", "Entry", "Json", "Verb", "recorded", "verbs"]
