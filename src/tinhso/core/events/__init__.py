"""The outbox: what happened, told to the rooms above at least once, in order for each aggregate."""
