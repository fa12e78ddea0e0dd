"""Eight doors: what each context promises, as values, events, refusals and one Protocol."""
