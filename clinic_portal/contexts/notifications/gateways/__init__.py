"""The ways out of the house: an SMS provider, a mail server, or the dev mail box, all behind one Protocol."""
