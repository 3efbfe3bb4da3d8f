"""What happened, told to whom, by which channel, when: in the product at once, by mail once in the morning, urgent until acknowledged."""
