"""The law of outgoing documents as pure functions and tables."""
