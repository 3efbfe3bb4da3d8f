"""Files in and out: read, write, nothing else."""
