"""The law of incoming documents as pure functions and tables."""
