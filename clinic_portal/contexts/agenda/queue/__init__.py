"""The waiting room: tickets, turns and the steps that they took."""
