"""The pages of incoming documents: boxes, registers, registering, the card with its verbs, the directive, files, envelopes."""
