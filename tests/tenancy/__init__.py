"""The three walls between clinics, each tested alone and all together."""
