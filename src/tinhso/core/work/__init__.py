"""One inbox of tasks ("việc") over all rooms: who has to do what by when, sub-assigned, handed over, extended, done."""
