"""What every room stands on, itself in small rooms: who, when, where, the evidence, the tasks."""
