"""Where the private keys are: one port, one adapter a kind of key."""
